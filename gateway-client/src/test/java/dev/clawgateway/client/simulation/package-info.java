@NullMarked
package dev.clawgateway.client.simulation;

import org.jspecify.annotations.NullMarked;
