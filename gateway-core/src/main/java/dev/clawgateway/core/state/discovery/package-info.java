/** The rules of the discovery registry. Each writes what it changes into a turn. */
@NullMarked
package dev.clawgateway.core.state.discovery;

import org.jspecify.annotations.NullMarked;
