<#-- The header, then one line for each library, in a fixed order. -->
Key Store Connector
Copyright 2026 The Key Store Connector developers

This product is licensed under the Apache License 2.0 (LICENSE).
It contains these libraries of others, in the folder lib and in the jars of the folder template:

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#assign licenses = entry.getValue()/>
<#if project.groupId != "io.keystoreconnector">
${project.groupId}:${project.artifactId}:${project.version} (<#list licenses as license>${license}<#if license_has_next>, </#if></#list>)
</#if>
</#list>

The pages that it writes and serves contain these packages:

npm:@dagrejs/dagre:3.1.3 (MIT)
npm:@dagrejs/graphlib:4.0.6 (MIT)
npm:d3-array:3.2.5 (ISC)
npm:d3-color:3.1.1 (ISC)
npm:d3-format:3.1.3 (ISC)
npm:d3-interpolate:3.0.2 (ISC)
npm:d3-path:3.1.1 (ISC)
npm:d3-scale:4.0.3 (ISC)
npm:d3-shape:3.2.1 (ISC)
npm:d3-time:3.1.1 (ISC)
npm:d3-time-format:4.1.1 (ISC)
npm:internmap:2.0.3 (ISC)
npm:preact:11.2.0 (MIT)
