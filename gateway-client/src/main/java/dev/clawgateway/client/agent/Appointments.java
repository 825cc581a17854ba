package dev.clawgateway.client.agent;

import dev.clawgateway.client.runner.Wakeups;
import dev.clawgateway.core.time.Time;

/** What the time is, and who calls when some of it has passed. */
record Appointments(Time time, Wakeups wakeups) {}
