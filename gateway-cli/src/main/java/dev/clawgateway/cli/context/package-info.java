/** The gateways of whoever types, by names: logged in to, listed, switched. */
@NullMarked
package dev.clawgateway.cli.context;

import org.jspecify.annotations.NullMarked;
