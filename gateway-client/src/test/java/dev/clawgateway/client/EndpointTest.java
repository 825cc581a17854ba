package dev.clawgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EndpointTest {
    @Test
    void carriesTheTokenInTheUrlAndNowhereElse() {
        Endpoint endpoint = Endpoint.parse("ws://gw:8080/a?x=1", "s3cret&=", null);

        assertThat(endpoint.uri()).hasToString("ws://gw:8080/a?x=1&token=s3cret%26%3D");
        assertThat(endpoint).hasToString("ws://gw:8080/a");
    }

    @Test
    void hidesATokenThatCameInTheUrl() {
        assertThat(Endpoint.parse("ws://gw/?token=s3cret", null, null)).hasToString("ws://gw");
        assertThatThrownBy(() -> Endpoint.parse("ws://gw/ s3cret", null, null))
                .isInstanceOf(EndpointException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void knowsTheUsualPorts() {
        assertThat(Endpoint.parse("ws://gw", null, null).port()).isEqualTo(80);
        assertThat(Endpoint.parse("wss://gw", null, null).port()).isEqualTo(443);
        assertThat(Endpoint.parse("WSS://[::1]:9", null, null).port()).isEqualTo(9);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Endpoint.parse("http://gw", null, null))
                .hasMessageContaining("ws:// or wss://");
        assertThatThrownBy(() -> Endpoint.parse("ws:///x", null, null))
                .isInstanceOf(EndpointException.class);
        assertThatThrownBy(() -> Endpoint.parse("ws://gw", null, Path.of("ca.pem")))
                .hasMessageContaining("wss://");
        assertThatThrownBy(() -> Endpoint.parse("wss://gw", null, Path.of("/no/such.pem")))
                .hasMessageContaining("/no/such.pem");
        assertThatThrownBy(() -> Endpoint.parse("ws://gw/?token=a", "b", null))
                .hasMessageContaining("already carries a token");
    }
}
