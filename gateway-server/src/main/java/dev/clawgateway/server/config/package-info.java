/**
 * The configuration: one record per concern, and how a TOML file, flags and the environment become
 * them. Holds no rule of the gateway itself and opens nothing but the files named in it.
 */
@NullMarked
package dev.clawgateway.server.config;

import org.jspecify.annotations.NullMarked;
