/**
 * Devices that wait to be approved. Nothing of it lasts: whoever waits asks again, and so is back
 * after a restart by himself. What was approved is in the core.
 */
@NullMarked
package dev.clawgateway.control.pairing;

import org.jspecify.annotations.NullMarked;
