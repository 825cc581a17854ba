package dev.clawgateway.control.watch;

import dev.clawgateway.core.record.NodeRecord;
import dev.clawgateway.core.record.NodeStatus;

/** A node at one moment: its record, and whether it was there. */
public record NodeSeen(NodeRecord record, NodeStatus status) {}
