/** Rules of virtual clusters, and the memory of what they held of late. */
@NullMarked
package dev.clawgateway.core.state.share;

import org.jspecify.annotations.NullMarked;
