"""Messages to editors about what the site shows."""

from markup.messages import Messages

warn = Messages("house_style")
