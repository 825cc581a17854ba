package dev.clawgateway.server.config;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that clients of a listener show.
 *
 * @param authority in PEM form; whoever has a certificate of one of these is believed
 * @param required whether nobody comes in without one
 * @param field by which a client is known
 * @param role of whoever has one
 */
public record ClientCertConfig(Path authority, boolean required, Field field, ClientRole role) {
    /** What says who a client is; each must have exactly one value. */
    public enum Field {
        /** The common name of the subject. */
        SUBJECT,
        /** The subject's other name: of a host, or an address for mail. */
        SAN,
        /** The subject's other name: an address of SPIFFE. */
        SPIFFE
    }

    /** What clients with a certificate are. */
    public enum ClientRole {
        /** Nodes, each of the name or id that its certificate says. */
        NODE,
        VIEWER,
        OPERATOR,
        ADMIN;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Certs {
        REQUIRED,
        OPTIONAL
    }

    /** Null where none are asked for. */
    static @Nullable ClientCertConfig read(Section section) {
        Path authority = section.optionalPath("client_ca");
        Certs certs = section.choice("client_certs", Certs.REQUIRED);
        Field field = section.choice("client_identity", Field.SUBJECT);
        ClientRole role = section.choice("client_role", ClientRole.NODE);
        if (authority == null) {
            for (String key : new String[] {"client_certs", "client_identity", "client_role"}) {
                if (section.has(key)) {
                    section.refuse(
                            key, "says nothing without client_ca, which says whom to believe");
                }
            }
            return null;
        }
        return new ClientCertConfig(authority, certs == Certs.REQUIRED, field, role);
    }
}
