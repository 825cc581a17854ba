package dev.clawgateway.server.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, true",
        "[::1]:0, true",
        "localhost:1, true",
        "127.255.0.3:1, true",
        "0.0.0.0:8080, false",
        "[::]:8080, false",
        "127.evil.example:80, false",
        "10.0.0.1:80, false",
    })
    void knowsWhetherOnlyThisMachineCanConnect(String text, boolean loopback) {
        ListenAddress address = ListenAddress.parse(text);

        assertThat(address.loopback()).isEqualTo(loopback);
        assertThat(address).hasToString(text);
    }
}
