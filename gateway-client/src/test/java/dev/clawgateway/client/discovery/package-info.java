/** Tests of the client of the discovery dialect, against a registry written by hand. */
@NullMarked
package dev.clawgateway.client.discovery;

import org.jspecify.annotations.NullMarked;
