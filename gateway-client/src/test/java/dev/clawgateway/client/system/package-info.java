@NullMarked
package dev.clawgateway.client.system;

import org.jspecify.annotations.NullMarked;
