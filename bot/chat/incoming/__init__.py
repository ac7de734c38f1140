"""Updates on their way in: polled or posted, parsed once, durable, in order within a chat."""
