/** Asks a gateway about its configuration, and has it read again. */
@NullMarked
package dev.clawgateway.client.configuration;

import org.jspecify.annotations.NullMarked;
