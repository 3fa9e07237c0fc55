/**
 * What this server says it is. Clients choose features by it (Kubernetes wants a version that parses and is at least
 * 3.4.31, others dotted numbers only), so it names the etcd release whose behaviour it has.
 */
export const ETCD_VERSION = '3.6.14';
export const ETCD_CLUSTER_VERSION = '3.6.0';
export const ETCD_STORAGE_VERSION = '3.6.0';
