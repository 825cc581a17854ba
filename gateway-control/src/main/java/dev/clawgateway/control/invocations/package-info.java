/**
 * Commands that operators have nodes run: who waits for which answer, how long, and that each is
 * answered once. Knows no dialect, of the asker or of the node.
 */
@NullMarked
package dev.clawgateway.control.invocations;

import org.jspecify.annotations.NullMarked;
