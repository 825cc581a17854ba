/** The configuration that a gateway goes by: to see it, and to have it read again. */
@NullMarked
package dev.clawgateway.control.operations.configuration;

import org.jspecify.annotations.NullMarked;
