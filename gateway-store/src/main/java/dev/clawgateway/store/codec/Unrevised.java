package dev.clawgateway.store.codec;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.clawgateway.core.cluster.Event;
import dev.clawgateway.core.discovery.DiscoveryMember;
import dev.clawgateway.core.membership.MemberRecord;
import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.record.NodeRecord;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Leaves the revision out of records that have one: this form does not keep it, and what is read
 * from it has none yet.
 */
final class Unrevised extends JacksonAnnotationIntrospector {
    static final String NONE = "none";

    static final Set<Class<?>> RECORDS =
            Set.of(
                    NodeRecord.class,
                    VirtualCluster.class,
                    DiscoveryMember.class,
                    MemberRecord.class,
                    Event.class);

    private static final long serialVersionUID = 1;

    /** What is read, and not written. */
    abstract static class Written {
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        long revision;
    }

    @Override
    public JacksonInject.@Nullable Value findInjectableValue(
            MapperConfig<?> config, AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && RECORDS.contains(parameter.getDeclaringClass())
                && parameter.getIndex()
                        == parameter.getDeclaringClass().getRecordComponents().length - 1) {
            return JacksonInject.Value.construct(NONE, true, false);
        }
        return super.findInjectableValue(config, member);
    }
}
