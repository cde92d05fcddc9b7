"""Messages to editors about the sources."""

from markup.messages import Messages

warn = Messages("editorial")
