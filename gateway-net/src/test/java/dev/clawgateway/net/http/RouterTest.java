package dev.clawgateway.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final ErrorForm FORM = (status, detail, _) -> RouteAnswer.text(status, detail);
    private static final Family ROOT = new Family("root", List.of(), FORM);
    private static final Family CLUSTER =
            new Family("cluster", List.of("/cluster", "/api/cluster"), FORM);

    private final Router router =
            new Router(
                    ROOT,
                    List.of(new Family("api", List.of("/api"), FORM)),
                    List.of(
                            get("/", ROOT),
                            get("/nodes", ROOT),
                            get("/cluster/nodes/{id}", CLUSTER),
                            get("/cluster/nodes/all", CLUSTER),
                            route("DELETE", "/cluster/nodes/{id}"),
                            route("PATCH", "/cluster/nodes/{id}/enable")));

    private static Route get(String template, Family family) {
        return Route.get(template, template, family, _ -> {});
    }

    private static Route route(String method, String template) {
        return new Route(method, template, method + template, CLUSTER, 100, _ -> {});
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, /",
        "HEAD, /nodes, /nodes",
        "GET, /n%6fdes, /nodes",
        "GET, /cluster/nodes/all, /cluster/nodes/all",
        "GET, /cluster/nodes/other, /cluster/nodes/{id}",
        "DELETE, /cluster/nodes/7, /cluster/nodes/{id}",
        "PATCH, /cluster/nodes/all/enable, /cluster/nodes/{id}/enable",
    })
    void findsTheRoute(String method, String path, String template) {
        assertThat(router.find(method, path))
                .isInstanceOfSatisfying(
                        Router.Match.Found.class,
                        found -> assertThat(found.route().template()).isEqualTo(template));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nodes/",
        "GET, //nodes",
        "GET, /cluster/nodes/",
        "GET, /cluster/nodes/a/b",
        "OPTIONS, *",
        "GET, nodes",
    })
    void findsNothingElse(String method, String path) {
        assertThat(router.find(method, path)).isInstanceOf(Router.Match.Unknown.class);
    }

    @Test
    void decodesEachSegmentByItself() {
        assertThat(router.find("GET", "/cluster/nodes/a%2Fb%20c+d%C3%A4"))
                .isInstanceOfSatisfying(
                        Router.Match.Found.class,
                        found ->
                                assertThat(found.parameters())
                                        .isEqualTo(Map.of("id", "a/b c+d\u00e4")));
        assertThat(router.find("GET", "/cluster/nodes/%zz"))
                .isEqualTo(new Router.Match.Malformed(CLUSTER, "/cluster/nodes/%zz"));
    }

    @Test
    void saysWhichMethodsThereAre() {
        assertThat(router.find("POST", "/cluster/nodes/7"))
                .isEqualTo(
                        new Router.Match.WrongMethod(
                                CLUSTER, "/cluster/nodes/7", List.of("GET", "HEAD", "DELETE")));
    }

    @ParameterizedTest
    @CsvSource({
        "/cluster, cluster",
        "/cluster/x/y, cluster",
        "/clusters, root",
        "/api/cluster/x, cluster",
        "/api/x, api",
        "*, root",
    })
    void knowsWhoseAnUnknownPathIs(String path, String family) {
        assertThat(router.family(path).name()).isEqualTo(family);
    }

    @Test
    void takesNoTwoRoutesForOne() {
        List<Route> twice = List.of(get("/a/{id}", ROOT), get("/a/{name}", ROOT));

        assertThatThrownBy(() -> new Router(ROOT, List.of(), twice))
                .hasMessageContaining("/a/{name} is served twice");
    }
}
