@NullMarked
package dev.clawgateway.client.agent;

import org.jspecify.annotations.NullMarked;
