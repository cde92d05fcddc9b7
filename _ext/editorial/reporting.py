"""Messages to editors about the sources."""

from markup.messages import Messages

warn = Messages("editorial")

#: What a page and a file of settings are told alike.
NOT_UTF8 = "Het bestand is niet als UTF-8 bewaard."
SAVE_AS_UTF8 = "Bewaar het opnieuw met codering UTF-8 (Kladblok: Opslaan als › Codering)."
