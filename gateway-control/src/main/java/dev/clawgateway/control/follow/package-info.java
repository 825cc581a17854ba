/**
 * Who follows what happens, and waits for more. Knows nothing of what is followed: streams of
 * events and of changes are both followed so.
 */
@NullMarked
package dev.clawgateway.control.follow;

import org.jspecify.annotations.NullMarked;
