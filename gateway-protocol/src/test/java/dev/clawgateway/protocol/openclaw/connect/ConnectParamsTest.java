package dev.clawgateway.protocol.openclaw.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.JsonTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectParamsTest {
    private static final String CLIENT =
            "'client':{'id':'cli','version':'1','platform':'linux','mode':'cli'}";

    @Test
    void whatIsAbsentOrNullIsTheLeastThereIs() throws Exception {
        ConnectParams params =
                read("{'minProtocol':3,'maxProtocol':4," + CLIENT + ",'device':null,'auth':null}");

        assertThat(params.role()).isEqualTo("operator");
        assertThat(params.scopes()).isEmpty();
        assertThat(params.device()).isNull();
        assertThat(params.auth().none()).isTrue();
    }

    @Test
    void ignoresWhatItDoesNotKnow() throws Exception {
        ConnectParams params =
                read(
                        "{'minProtocol':3,'maxProtocol':3,"
                                + CLIENT
                                + ",'mesh':{'mesh_ip':'10.0.0.1'},'permissions':{'camera':false}}");

        assertThat(params.permissions()).isEqualTo(Map.of("camera", false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'maxProtocol':3,%s}                                  | minProtocol",
                "{'minProtocol':0,'maxProtocol':3,%s}                  | minProtocol",
                "{'minProtocol':3.0,'maxProtocol':3,%s}                | minProtocol",
                "{'minProtocol':3,'maxProtocol':3}                     | client",
                "{'minProtocol':3,'maxProtocol':3,'client':{'id':''}}  | client.id",
                "{'minProtocol':3,'maxProtocol':3,%s,'scopes':'all'}   | scopes",
                "{'minProtocol':3,'maxProtocol':3,%s,'role':1}         | role",
                "{'minProtocol':3,'maxProtocol':3,%s,'device':{}}      | device.id",
                "{'minProtocol':3,'maxProtocol':3,%s,'permissions':{'a':1}} | permissions.a",
                "[]                                                    | an object",
            })
    void namesWhatDoesNotFit(String params, String named) {
        assertThatThrownBy(() -> read(params.replace("%s", CLIENT)))
                .isInstanceOf(JsonFormatException.class)
                .hasMessageContaining(named);
    }

    @Test
    void secretsDoNotShow() throws Exception {
        ConnectParams params =
                read(
                        "{'minProtocol':3,'maxProtocol':3,"
                                + CLIENT
                                + ",'auth':{'token':'hidden','password':'hidden'}}");

        assertThat(params.toString()).doesNotContain("hidden");
    }

    private static ConnectParams read(String json) throws JsonFormatException {
        return ConnectParams.of(JsonTree.parse(json.replace('\'', '"')));
    }
}
