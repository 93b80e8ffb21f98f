package dev.parallax.cosmos.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a client is to run a query that spans partitions: here always by asking once, as the server does all of it. */
final class QueryPlan {
    private QueryPlan() {}

    static Answer answer() {
        ObjectNode plan = Json.object().put("partitionedQueryExecutionInfoVersion", 2);
        ObjectNode info = plan.putObject("queryInfo")
                .put("distinctType", "None")
                .putNull("top")
                .putNull("offset")
                .putNull("limit")
                .put("rewrittenQuery", "")
                .put("hasSelectValue", false);
        for (String empty :
                new String[] {"orderBy", "orderByExpressions", "groupByExpressions", "groupByAliases", "aggregates"}) {
            info.putArray(empty);
        }
        info.putObject("groupByAliasToAggregateType");
        plan.putArray("queryRanges")
                .addObject()
                .put("min", "")
                .put("max", "FF")
                .put("isMinInclusive", true)
                .put("isMaxInclusive", false);
        return Answer.of(200, plan).with("x-ms-request-charge", "1");
    }
}
