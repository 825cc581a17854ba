/** The gateways that a person works with, by names, and what is shown to each. */
@NullMarked
package dev.clawgateway.client.context;

import org.jspecify.annotations.NullMarked;
