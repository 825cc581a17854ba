/**
 * How the gateway stops: what it waits for, and what it leaves. Opens and closes nothing itself.
 */
@NullMarked
package dev.clawgateway.server.stop;

import org.jspecify.annotations.NullMarked;
