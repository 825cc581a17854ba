/**
 * Virtual clusters: a tree of quotas, what each holds, and whose turn it is. Knows amounts, not
 * devices or queues.
 */
@NullMarked
package dev.clawgateway.scheduler.quota;

import org.jspecify.annotations.NullMarked;
