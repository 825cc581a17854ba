/**
 * What plug-ins of the gateway implement, and what they are shown. Knows nothing but the JDK, and
 * promises: within a major version a plug-in that was compiled against an earlier one is loaded and
 * works. Interfaces that plug-ins implement grow by default methods alone; those that the gateway
 * implements may grow by any method, so plug-ins do not implement them but in their tests.
 */
@NullMarked
package dev.clawgateway.plugin;

import org.jspecify.annotations.NullMarked;
