package dev.clawgateway.server;

import dev.clawgateway.server.fixture.TestAuthority;
import dev.clawgateway.server.fixture.TestAuthority.Issued;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate for {@code localhost} and its key, in files.
 *
 * @param trusting what a client uses that trusts this certificate alone
 */
record TestCertificate(Path certPath, Path keyPath, SSLContext trusting) {
    static TestCertificate create(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Issued own =
                TestAuthority.selfSigned(
                        folder, "server", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1");
        return new TestCertificate(own.certPem(folder), own.keyPem(folder), own.trusting());
    }
}
