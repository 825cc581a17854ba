/** The one clock, as a port: whoever needs the time is handed a {@link Time}. */
@NullMarked
package dev.clawgateway.core.time;

import org.jspecify.annotations.NullMarked;
