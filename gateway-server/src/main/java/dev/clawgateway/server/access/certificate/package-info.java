/** Who somebody is by the certificate that it shows within TLS, where a listener asks for one. */
@NullMarked
package dev.clawgateway.server.access.certificate;

import org.jspecify.annotations.NullMarked;
