/**
 * What replies to operators show: nodes, workloads, the queue, virtual clusters, explanations, as
 * records, and their JSON. Holds no message.
 */
@NullMarked
package dev.clawgateway.protocol.claw.operator.info;

import org.jspecify.annotations.NullMarked;
