/** Things of the core in words of the wire that more than one dialect has. */
@NullMarked
package dev.clawgateway.server.shown;

import org.jspecify.annotations.NullMarked;
