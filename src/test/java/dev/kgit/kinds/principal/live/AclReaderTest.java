package dev.kgit.kinds.principal.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kgit.cluster.LiveState;
import dev.kgit.kinds.principal.PrincipalKind;
import dev.kgit.kinds.principal.live.AclReader.AclsByPrincipal;
import dev.kgit.model.ResourceId;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.message.DescribeAclsResponseData.AclDescription;
import org.apache.kafka.common.message.DescribeAclsResponseData.DescribeAclsResource;
import org.apache.kafka.common.requests.DescribeAclsResponse;
import org.junit.jupiter.api.Test;

class AclReaderTest {

    /** An answer of brokers, in the numbers that stand for words: no version of Kafka has a word for 99. */
    private static DescribeAclsResource answered(String principal, int type, int pattern, int operation) {
        return new DescribeAclsResource()
                .setResourceType((byte) type)
                .setResourceName("x")
                .setPatternType((byte) pattern)
                .setAcls(List.of(new AclDescription()
                        .setPrincipal(principal)
                        .setHost("*")
                        .setOperation((byte) operation)
                        .setPermissionType((byte) 3)));
    }

    @Test
    void concludesNothingOfWhatNewerBrokersSay() {
        List<AclBinding> bindings = DescribeAclsResponse.aclBindings(List.of(
                answered("User:known", 2, 3, 3),
                answered("User:operation", 2, 3, 99),
                answered("User:operation", 2, 3, 3),
                answered("User:type", 99, 3, 3),
                answered("User:pattern", 2, 99, 3)));
        TreeSet<ResourceId> asked = new TreeSet<>();
        for (String name : List.of("User:known", "User:operation", "User:type")) {
            asked.add(PrincipalKind.id(name));
        }
        LiveState live = AclReader.found(AclsByPrincipal.of(bindings), asked, false, null);
        assertThat(live.state().resources().keySet()).containsExactly(PrincipalKind.id("User:known"));
        assertThat(live.readFailures())
                .extracting(failure -> failure.id() + " " + failure.why().code())
                .containsExactly("principal/User:operation KG416", "principal/User:type KG416");
        assertThat(live.others()).containsExactly(PrincipalKind.id("User:pattern"));
    }
}
