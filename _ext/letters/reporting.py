"""Messages to editors about letters."""

from markup.messages import Messages

warn = Messages("brieven")
