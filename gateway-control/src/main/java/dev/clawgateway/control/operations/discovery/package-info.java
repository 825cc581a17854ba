/**
 * What can be done with the discovery registry and asked of it, and what has to be watched there.
 * Who is a member is the core's; here its signs of life come in.
 */
@NullMarked
package dev.clawgateway.control.operations.discovery;

import org.jspecify.annotations.NullMarked;
