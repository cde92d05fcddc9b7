"""Messages to editors about news."""

from markup.messages import Messages

warn = Messages("nieuws")
