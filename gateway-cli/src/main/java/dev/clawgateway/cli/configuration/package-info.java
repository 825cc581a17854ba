/** Commands about the gateway's configuration. */
@NullMarked
package dev.clawgateway.cli.configuration;

import org.jspecify.annotations.NullMarked;
