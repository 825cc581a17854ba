/**
 * What the agent needs of an operating system, as ports, and the Linux behind them: processes that
 * outlive their starter, and what a disk does beyond keeping files. Knows no attempts.
 */
@NullMarked
package dev.clawgateway.client.system;

import org.jspecify.annotations.NullMarked;
