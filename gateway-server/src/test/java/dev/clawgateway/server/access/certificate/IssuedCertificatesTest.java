package dev.clawgateway.server.access.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.core.TlsIdentity;
import dev.clawgateway.core.time.SystemTime;
import dev.clawgateway.server.fixture.TestAuthority;
import dev.clawgateway.server.fixture.TestAuthority.Issued;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are believed, and what they say of their holder. */
class IssuedCertificatesTest {
    private static final String SPIFFE_NODE = "spiffe://fleet.example/node/gpu-7";

    @TempDir private static Path folder;
    private static TestAuthority authority;

    @BeforeAll
    static void found() throws Exception {
        authority = new TestAuthority(folder);
    }

    private static IssuedCertificates by(IdentityField field) throws Exception {
        return new IssuedCertificates(authority.believed(), field, new SystemTime());
    }

    private static void refused(IdentityField field, Issued issued, String why) throws Exception {
        IssuedCertificates certificates = by(field);

        assertThatThrownBy(() -> certificates.identity(issued.chain()))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining(why);
    }

    @Test
    void knowTheirHolderByTheOneCommonName() throws Exception {
        Issued issued = authority.client("subject", "CN=node-a,OU=gpus");

        TlsIdentity identity = by(IdentityField.SUBJECT).identity(issued.chain());

        assertThat(identity.value()).isEqualTo("node-a");
        assertThat(identity.serial())
                .isEqualTo(issued.chain().getFirst().getSerialNumber().toString(16));
        assertThat(identity.issued()).isBefore(identity.expires());
    }

    @Test
    void areRefusedWithTwoCommonNamesOrNone() throws Exception {
        refused(
                IdentityField.SUBJECT,
                authority.client("two", "CN=node-a,OU=gpus,CN=node-b"),
                "2 values");
        refused(IdentityField.SUBJECT, authority.client("none", "OU=gpus"), "0 values");
    }

    @Test
    void knowTheirHolderByTheOneOtherName() throws Exception {
        Issued host = authority.client("host", "CN=x", "-ext", "san=dns:node-a.example");
        Issued mail = authority.client("mail", "CN=x", "-ext", "san=email:anna@example.com");

        assertThat(by(IdentityField.SAN).identity(host.chain()).value())
                .isEqualTo("node-a.example");
        assertThat(by(IdentityField.SAN).identity(mail.chain()).value())
                .isEqualTo("anna@example.com");
    }

    /** As in CVE-2021-44531: one of two names is somebody else's choice. */
    @Test
    void areRefusedWithAnotherNameBesideIt() throws Exception {
        refused(
                IdentityField.SAN,
                authority.client("hosts", "CN=x", "-ext", "san=dns:node-a,dns:node-b"),
                "2 values");
        refused(
                IdentityField.SAN,
                authority.client("hostip", "CN=x", "-ext", "san=dns:node-a,ip:10.0.0.1"),
                "2 values");
        refused(
                IdentityField.SAN,
                authority.client("ip", "CN=x", "-ext", "san=ip:10.0.0.1"),
                "names nobody");
        refused(IdentityField.SAN, authority.client("nosan", "CN=node-a"), "0 values");
    }

    @Test
    void knowTheirHolderByTheOneSpiffeId() throws Exception {
        Issued issued =
                authority.client("spiffe", "CN=x", "-ext", "san=uri:" + SPIFFE_NODE + ",dns:a");

        assertThat(by(IdentityField.SPIFFE).identity(issued.chain()).value())
                .isEqualTo(SPIFFE_NODE);
        refused(
                IdentityField.SPIFFE,
                authority.client(
                        "spiffes", "CN=x", "-ext", "san=uri:" + SPIFFE_NODE + ",uri:https://a.b/"),
                "2 values");
        refused(
                IdentityField.SPIFFE,
                authority.client("https", "CN=x", "-ext", "san=uri:https://a.b/c"),
                "names nobody");
    }

    @Test
    void areRefusedUnlessTheyAreForClients() throws Exception {
        refused(
                IdentityField.SUBJECT,
                authority.issue("server", "CN=a", "-ext", "eku=serverAuth"),
                ""); // the JDK has words of its own
        refused(IdentityField.SUBJECT, authority.issue("anything", "CN=a"), "not for clients");
    }

    @Test
    void areRefusedWhereTheHolderMayIssueSomeItself() throws Exception {
        refused(
                IdentityField.SUBJECT,
                authority.client("ca", "CN=a", "-ext", "bc=ca:true"),
                "an authority");
    }

    /** Of a resumed session nothing else is asked. */
    @Test
    void areRefusedAfterTheirEndAndBeforeTheirBeginning() throws Exception {
        refused(
                IdentityField.SUBJECT,
                authority.client("old", "CN=a", "-startdate", "-3d", "-validity", "1"),
                "NotAfter");
        refused(
                IdentityField.SUBJECT,
                authority.client("early", "CN=a", "-startdate", "+3d", "-validity", "9"),
                "NotBefore");
    }

    @Test
    void areRefusedWhereAnotherIssuedThem() throws Exception {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Issued stranger = new TestAuthority(elsewhere).client("a", "CN=node-a");

        refused(IdentityField.SUBJECT, stranger, "");
        IssuedCertificates certificates = by(IdentityField.SUBJECT);
        assertThatThrownBy(() -> certificates.identity(List.of()))
                .isInstanceOf(CertificateException.class);
    }
}
