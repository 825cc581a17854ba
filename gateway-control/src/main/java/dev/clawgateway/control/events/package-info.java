/**
 * The stream of events for those who follow it. The events themselves are kept by the published
 * view: here is only how far each has read, and who is to be told that there is more.
 */
@NullMarked
package dev.clawgateway.control.events;

import org.jspecify.annotations.NullMarked;
