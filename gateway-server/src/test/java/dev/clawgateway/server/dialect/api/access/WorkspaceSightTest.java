package dev.clawgateway.server.dialect.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clawgateway.core.access.Rights;
import dev.clawgateway.core.access.Role;
import dev.clawgateway.server.dialect.api.ApiClient;
import dev.clawgateway.server.dialect.api.ApiClient.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sees which workspaces, makes and deletes them. */
class WorkspaceSightTest {
    private TokenHouse house;
    private ApiClient api;
    private String root;
    private String ann;
    private String bob;

    @BeforeEach
    void open() throws Exception {
        house = new TokenHouse();
        api = new ApiClient(house.gateway());
        root = house.root();
        ann = house.operator("ann", Rights.of(Role.OPERATOR));
        bob = house.operator("bob", new Rights(Role.OPERATOR, List.of("team"), false));
        assertThat(post(root, "/clusters", "{'name':'team'}").status()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        api.close();
        house.close();
    }

    @Test
    void limitsHoldForWorkspacesAsForWorkloads() throws Exception {
        String hers = made(ann, "hers", "default");
        String his = made(bob, "his", "team");

        assertThat(names(bob)).containsExactly("his");
        assertThat(names(ann)).containsExactly("hers", "his");
        assertThat(get(bob, "/workspaces/" + hers).status()).isEqualTo(404);
        assertThat(get(bob, "/workspaces/hers").status()).isEqualTo(404);
        assertThat(delete(bob, hers).status()).isEqualTo(404);
        Reply elsewhere = post(bob, "/workspaces", wish("more", "default"));
        assertThat(elsewhere.status()).isEqualTo(403);
        assertThat(elsewhere.text("error")).contains("in virtual cluster 'default'");
        assertThat(get(ann, "/workspaces/" + his).status()).isEqualTo(200);
    }

    @Test
    void operatorsDeleteTheirOwnAndAdminsAny() throws Exception {
        String hers = made(ann, "hers", "default");
        String his = made(bob, "his", "team");

        Reply refused = delete(ann, his);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("permission_denied");
        assertThat(delete(ann, hers).status()).isEqualTo(204);
        assertThat(delete(root, his).status()).isEqualTo(204);
    }

    @Test
    void viewersLookOnly() throws Exception {
        String eve = house.operator("eve", Rights.of(Role.VIEWER));
        String hers = made(ann, "hers", "default");

        assertThat(names(eve)).containsExactly("hers");
        assertThat(post(eve, "/workspaces", wish("more", "default")).status()).isEqualTo(403);
        assertThat(delete(eve, hers).status()).isEqualTo(403);
        assertThat(post(ann, "/clusters", "{'name':'more'}").status()).isEqualTo(403);
    }

    private static String wish(String name, String cluster) {
        return "{'name':'%s','repo':'team/code','cluster':'%s'}".formatted(name, cluster);
    }

    private String made(String token, String name, String cluster) throws Exception {
        Reply made = post(token, "/workspaces", wish(name, cluster));
        assertThat(made.status()).as(made.text("detail")).isEqualTo(201);
        return made.text("id");
    }

    private List<String> names(String token) throws Exception {
        List<String> names = new ArrayList<>();
        get(token, "/workspaces").body().forEach(one -> names.add(one.path("name").asString()));
        return names;
    }

    private Reply get(String token, String path) throws Exception {
        return api.get(path, "Authorization", "Bearer " + token);
    }

    private Reply post(String token, String path, String body) throws Exception {
        return api.post(path, body, "Authorization", "Bearer " + token);
    }

    private Reply delete(String token, String id) throws Exception {
        return api.send("DELETE", "/workspaces/" + id, "", "Authorization", "Bearer " + token);
    }
}
