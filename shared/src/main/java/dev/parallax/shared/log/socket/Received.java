package dev.parallax.shared.log.socket;

import dev.parallax.shared.logic.InputRecord;

/** A record and when it came, in milliseconds since the epoch. */
record Received(InputRecord record, long time) {}
