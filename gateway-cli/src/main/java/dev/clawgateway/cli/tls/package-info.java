/** Certificates for trying TLS out. Asks no gateway. */
@NullMarked
package dev.clawgateway.cli.tls;

import org.jspecify.annotations.NullMarked;
