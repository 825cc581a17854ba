package dev.clawgateway.protocol.claw.operator.info;

import dev.clawgateway.core.placement.VirtualCluster;
import dev.clawgateway.core.placement.VirtualCluster.Quota;
import dev.clawgateway.protocol.json.JsonFormatException;
import dev.clawgateway.protocol.json.Kind;
import dev.clawgateway.protocol.json.Kinds;
import dev.clawgateway.protocol.json.MemberWriter;
import dev.clawgateway.protocol.json.Members;
import java.util.List;

/** Virtual clusters as JSON; all of it is our own. A quota that says nothing is left out. */
public final class VirtualClusterFormat {
    public static final Kind<List<VirtualClusterInfo>> INFOS =
            Kinds.list(
                    Kinds.object(VirtualClusterFormat::readInfo, VirtualClusterFormat::writeInfo));

    private static final Kind<Quota> GUARANTEED = quota(Quota.NONE);
    private static final Kind<Quota> LIMIT = quota(Quota.UNLIMITED);
    private static final Kind<Integer> WEIGHT = Kinds.integer(1, Integer.MAX_VALUE);

    private VirtualClusterFormat() {}

    public static VirtualCluster read(Members m) throws JsonFormatException {
        Quota guaranteed = m.optional("guaranteed", GUARANTEED);
        Quota limit = m.optional("limit", LIMIT);
        return new VirtualCluster(
                m.required("name", Kinds.TEXT),
                m.optional("parent", Kinds.TEXT),
                guaranteed == null ? Quota.NONE : guaranteed,
                limit == null ? Quota.UNLIMITED : limit,
                m.otherwise("weight", WEIGHT, 1));
    }

    public static void write(VirtualCluster cluster, MemberWriter out) {
        out.required("name", Kinds.TEXT, cluster.name())
                .optional("parent", Kinds.TEXT, cluster.parent())
                .unless(Quota.NONE, "guaranteed", GUARANTEED, cluster.guaranteed())
                .unless(Quota.UNLIMITED, "limit", LIMIT, cluster.limit())
                .required("weight", WEIGHT, cluster.weight());
    }

    private static VirtualClusterInfo readInfo(Members m) throws JsonFormatException {
        return new VirtualClusterInfo(
                read(m),
                m.otherwise("allocated", GUARANTEED, Quota.NONE),
                m.otherwise("waiting", Kinds.COUNT, 0),
                m.otherwise("share", Kinds.F32, 0f));
    }

    private static void writeInfo(VirtualClusterInfo info, MemberWriter out) {
        write(info.cluster(), out);
        out.required("allocated", GUARANTEED, info.allocated())
                .unless(0, "waiting", Kinds.COUNT, info.waiting())
                .unless(0f, "share", Kinds.F32, info.share());
    }

    /** Amounts of which each may be left out, and then is what {@code absent} says. */
    private static Kind<Quota> quota(Quota absent) {
        return Kinds.object(
                m ->
                        new Quota(
                                m.otherwise("gpu_millis", Kinds.U64, absent.gpuMillis()),
                                m.otherwise("cpu_millis", Kinds.U64, absent.cpuMillis()),
                                m.otherwise("memory_mib", Kinds.U64, absent.memoryMib())),
                (quota, out) ->
                        out.unless(absent.gpuMillis(), "gpu_millis", Kinds.U64, quota.gpuMillis())
                                .unless(
                                        absent.cpuMillis(),
                                        "cpu_millis",
                                        Kinds.U64,
                                        quota.cpuMillis())
                                .unless(
                                        absent.memoryMib(),
                                        "memory_mib",
                                        Kinds.U64,
                                        quota.memoryMib()));
    }
}
