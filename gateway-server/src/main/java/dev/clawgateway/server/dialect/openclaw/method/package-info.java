/**
 * What can be asked by the OpenClaw dialect: names, who may ask, and who answers. Whatever is not
 * listed is refused.
 */
@NullMarked
package dev.clawgateway.server.dialect.openclaw.method;

import org.jspecify.annotations.NullMarked;
