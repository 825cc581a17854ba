/**
 * What is followed as it happens: events, lists, output, and the moment when a workload has come so
 * far. Each of them tells its reader what it missed. Knows no wire form.
 */
@NullMarked
package dev.clawgateway.control.operations.follow;

import org.jspecify.annotations.NullMarked;
