// Generated from proto/ by `npm run generate`. Not edited by hand.
import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace atoll. */
export namespace atoll {

    /** Namespace admin. */
    namespace admin {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a RequestHeader.
             * @deprecated Use atoll.admin.v1.RequestHeader.$Properties instead.
             */
            interface IRequestHeader extends atoll.admin.v1.RequestHeader.$Properties {
            }

            /** Represents a RequestHeader. */
            class RequestHeader {

                /**
                 * Constructs a new RequestHeader.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RequestHeader.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RequestHeader format. */
                format: number;

                /**
                 * Creates a new RequestHeader instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RequestHeader instance
                 */
                static create(properties: atoll.admin.v1.RequestHeader.$Shape): atoll.admin.v1.RequestHeader & atoll.admin.v1.RequestHeader.$Shape;
                static create(properties?: atoll.admin.v1.RequestHeader.$Properties): atoll.admin.v1.RequestHeader;

                /**
                 * Encodes the specified RequestHeader message. Does not implicitly {@link atoll.admin.v1.RequestHeader.verify|verify} messages.
                 * @param message RequestHeader message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RequestHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RequestHeader message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RequestHeader & atoll.admin.v1.RequestHeader.$Shape} RequestHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RequestHeader & atoll.admin.v1.RequestHeader.$Shape;
            }

            namespace RequestHeader {

                /** Properties of a RequestHeader. */
                interface $Properties {

                    /** RequestHeader format */
                    format?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RequestHeader. */
                type $Shape = atoll.admin.v1.RequestHeader.$Properties;
            }

            /**
             * Properties of a ResponseHeader.
             * @deprecated Use atoll.admin.v1.ResponseHeader.$Properties instead.
             */
            interface IResponseHeader extends atoll.admin.v1.ResponseHeader.$Properties {
            }

            /** Represents a ResponseHeader. */
            class ResponseHeader {

                /**
                 * Constructs a new ResponseHeader.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ResponseHeader.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ResponseHeader format. */
                format: number;

                /** ResponseHeader cluster_id. */
                cluster_id: Long;

                /** ResponseHeader member_id. */
                member_id: Long;

                /** ResponseHeader region. */
                region: string;

                /** ResponseHeader revision. */
                revision: Long;

                /** ResponseHeader raft_term. */
                raft_term: Long;

                /**
                 * Creates a new ResponseHeader instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ResponseHeader instance
                 */
                static create(properties: atoll.admin.v1.ResponseHeader.$Shape): atoll.admin.v1.ResponseHeader & atoll.admin.v1.ResponseHeader.$Shape;
                static create(properties?: atoll.admin.v1.ResponseHeader.$Properties): atoll.admin.v1.ResponseHeader;

                /**
                 * Encodes the specified ResponseHeader message. Does not implicitly {@link atoll.admin.v1.ResponseHeader.verify|verify} messages.
                 * @param message ResponseHeader message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ResponseHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ResponseHeader message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ResponseHeader & atoll.admin.v1.ResponseHeader.$Shape} ResponseHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ResponseHeader & atoll.admin.v1.ResponseHeader.$Shape;
            }

            namespace ResponseHeader {

                /** Properties of a ResponseHeader. */
                interface $Properties {

                    /** ResponseHeader format */
                    format?: (number|null);

                    /** ResponseHeader cluster_id */
                    cluster_id?: (Long|null);

                    /** ResponseHeader member_id */
                    member_id?: (Long|null);

                    /** ResponseHeader region */
                    region?: (string|null);

                    /** ResponseHeader revision */
                    revision?: (Long|null);

                    /** ResponseHeader raft_term */
                    raft_term?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ResponseHeader. */
                type $Shape = atoll.admin.v1.ResponseHeader.$Properties;
            }

            /**
             * Properties of a StatusRequest.
             * @deprecated Use atoll.admin.v1.StatusRequest.$Properties instead.
             */
            interface IStatusRequest extends atoll.admin.v1.StatusRequest.$Properties {
            }

            /** Represents a StatusRequest. */
            class StatusRequest {

                /**
                 * Constructs a new StatusRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.StatusRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StatusRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /**
                 * Creates a new StatusRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StatusRequest instance
                 */
                static create(properties: atoll.admin.v1.StatusRequest.$Shape): atoll.admin.v1.StatusRequest & atoll.admin.v1.StatusRequest.$Shape;
                static create(properties?: atoll.admin.v1.StatusRequest.$Properties): atoll.admin.v1.StatusRequest;

                /**
                 * Encodes the specified StatusRequest message. Does not implicitly {@link atoll.admin.v1.StatusRequest.verify|verify} messages.
                 * @param message StatusRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.StatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StatusRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.StatusRequest & atoll.admin.v1.StatusRequest.$Shape} StatusRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.StatusRequest & atoll.admin.v1.StatusRequest.$Shape;
            }

            namespace StatusRequest {

                /** Properties of a StatusRequest. */
                interface $Properties {

                    /** StatusRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StatusRequest. */
                type $Shape = atoll.admin.v1.StatusRequest.$Properties;
            }

            /**
             * Properties of a StatusResponse.
             * @deprecated Use atoll.admin.v1.StatusResponse.$Properties instead.
             */
            interface IStatusResponse extends atoll.admin.v1.StatusResponse.$Properties {
            }

            /** Represents a StatusResponse. */
            class StatusResponse {

                /**
                 * Constructs a new StatusResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.StatusResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StatusResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** StatusResponse member_name. */
                member_name: string;

                /** StatusResponse raft. */
                raft?: (atoll.admin.v1.RaftStatus.$Properties|null);

                /** StatusResponse store. */
                store?: (atoll.admin.v1.StoreStatus.$Properties|null);

                /** StatusResponse federation. */
                federation?: (atoll.admin.v1.FederationStatus.$Properties|null);

                /** StatusResponse alarms. */
                alarms: string[];

                /** StatusResponse snapshots. */
                snapshots?: (atoll.admin.v1.SnapshotStatus.$Properties|null);

                /** StatusResponse level. */
                level?: (atoll.admin.v1.LevelStatus.$Properties|null);

                /** StatusResponse replaced. */
                replaced: atoll.admin.v1.ReplacedMember.$Properties[];

                /**
                 * Creates a new StatusResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StatusResponse instance
                 */
                static create(properties: atoll.admin.v1.StatusResponse.$Shape): atoll.admin.v1.StatusResponse & atoll.admin.v1.StatusResponse.$Shape;
                static create(properties?: atoll.admin.v1.StatusResponse.$Properties): atoll.admin.v1.StatusResponse;

                /**
                 * Encodes the specified StatusResponse message. Does not implicitly {@link atoll.admin.v1.StatusResponse.verify|verify} messages.
                 * @param message StatusResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.StatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StatusResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.StatusResponse & atoll.admin.v1.StatusResponse.$Shape} StatusResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.StatusResponse & atoll.admin.v1.StatusResponse.$Shape;
            }

            namespace StatusResponse {

                /** Properties of a StatusResponse. */
                interface $Properties {

                    /** StatusResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** StatusResponse member_name */
                    member_name?: (string|null);

                    /** StatusResponse raft */
                    raft?: (atoll.admin.v1.RaftStatus.$Properties|null);

                    /** StatusResponse store */
                    store?: (atoll.admin.v1.StoreStatus.$Properties|null);

                    /** StatusResponse federation */
                    federation?: (atoll.admin.v1.FederationStatus.$Properties|null);

                    /** StatusResponse alarms */
                    alarms?: (string[]|null);

                    /** StatusResponse snapshots */
                    snapshots?: (atoll.admin.v1.SnapshotStatus.$Properties|null);

                    /** StatusResponse level */
                    level?: (atoll.admin.v1.LevelStatus.$Properties|null);

                    /** StatusResponse replaced */
                    replaced?: (atoll.admin.v1.ReplacedMember.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StatusResponse. */
                type $Shape = atoll.admin.v1.StatusResponse.$Properties;
            }

            /**
             * Properties of a ReplacedMember.
             * @deprecated Use atoll.admin.v1.ReplacedMember.$Properties instead.
             */
            interface IReplacedMember extends atoll.admin.v1.ReplacedMember.$Properties {
            }

            /** Represents a ReplacedMember. */
            class ReplacedMember {

                /**
                 * Constructs a new ReplacedMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplacedMember.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplacedMember member_id. */
                member_id: Long;

                /** ReplacedMember replaces. */
                replaces: Long;

                /**
                 * Creates a new ReplacedMember instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplacedMember instance
                 */
                static create(properties: atoll.admin.v1.ReplacedMember.$Shape): atoll.admin.v1.ReplacedMember & atoll.admin.v1.ReplacedMember.$Shape;
                static create(properties?: atoll.admin.v1.ReplacedMember.$Properties): atoll.admin.v1.ReplacedMember;

                /**
                 * Encodes the specified ReplacedMember message. Does not implicitly {@link atoll.admin.v1.ReplacedMember.verify|verify} messages.
                 * @param message ReplacedMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplacedMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplacedMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplacedMember & atoll.admin.v1.ReplacedMember.$Shape} ReplacedMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplacedMember & atoll.admin.v1.ReplacedMember.$Shape;
            }

            namespace ReplacedMember {

                /** Properties of a ReplacedMember. */
                interface $Properties {

                    /** ReplacedMember member_id */
                    member_id?: (Long|null);

                    /** ReplacedMember replaces */
                    replaces?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplacedMember. */
                type $Shape = atoll.admin.v1.ReplacedMember.$Properties;
            }

            /**
             * Properties of a LevelStatus.
             * @deprecated Use atoll.admin.v1.LevelStatus.$Properties instead.
             */
            interface ILevelStatus extends atoll.admin.v1.LevelStatus.$Properties {
            }

            /** Represents a LevelStatus. */
            class LevelStatus {

                /**
                 * Constructs a new LevelStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.LevelStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LevelStatus region. */
                region: number;

                /** LevelStatus newest. */
                newest: number;

                /** LevelStatus members. */
                members: atoll.admin.v1.MemberLevel.$Properties[];

                /**
                 * Creates a new LevelStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns LevelStatus instance
                 */
                static create(properties: atoll.admin.v1.LevelStatus.$Shape): atoll.admin.v1.LevelStatus & atoll.admin.v1.LevelStatus.$Shape;
                static create(properties?: atoll.admin.v1.LevelStatus.$Properties): atoll.admin.v1.LevelStatus;

                /**
                 * Encodes the specified LevelStatus message. Does not implicitly {@link atoll.admin.v1.LevelStatus.verify|verify} messages.
                 * @param message LevelStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.LevelStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LevelStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.LevelStatus & atoll.admin.v1.LevelStatus.$Shape} LevelStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.LevelStatus & atoll.admin.v1.LevelStatus.$Shape;
            }

            namespace LevelStatus {

                /** Properties of a LevelStatus. */
                interface $Properties {

                    /** LevelStatus region */
                    region?: (number|null);

                    /** LevelStatus newest */
                    newest?: (number|null);

                    /** LevelStatus members */
                    members?: (atoll.admin.v1.MemberLevel.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a LevelStatus. */
                type $Shape = atoll.admin.v1.LevelStatus.$Properties;
            }

            /**
             * Properties of a MemberLevel.
             * @deprecated Use atoll.admin.v1.MemberLevel.$Properties instead.
             */
            interface IMemberLevel extends atoll.admin.v1.MemberLevel.$Properties {
            }

            /** Represents a MemberLevel. */
            class MemberLevel {

                /**
                 * Constructs a new MemberLevel.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.MemberLevel.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MemberLevel member_id. */
                member_id: Long;

                /** MemberLevel newest. */
                newest: number;

                /**
                 * Creates a new MemberLevel instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MemberLevel instance
                 */
                static create(properties: atoll.admin.v1.MemberLevel.$Shape): atoll.admin.v1.MemberLevel & atoll.admin.v1.MemberLevel.$Shape;
                static create(properties?: atoll.admin.v1.MemberLevel.$Properties): atoll.admin.v1.MemberLevel;

                /**
                 * Encodes the specified MemberLevel message. Does not implicitly {@link atoll.admin.v1.MemberLevel.verify|verify} messages.
                 * @param message MemberLevel message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.MemberLevel.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MemberLevel message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.MemberLevel & atoll.admin.v1.MemberLevel.$Shape} MemberLevel
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.MemberLevel & atoll.admin.v1.MemberLevel.$Shape;
            }

            namespace MemberLevel {

                /** Properties of a MemberLevel. */
                interface $Properties {

                    /** MemberLevel member_id */
                    member_id?: (Long|null);

                    /** MemberLevel newest */
                    newest?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MemberLevel. */
                type $Shape = atoll.admin.v1.MemberLevel.$Properties;
            }

            /**
             * Properties of a RegionFinaliseRequest.
             * @deprecated Use atoll.admin.v1.RegionFinaliseRequest.$Properties instead.
             */
            interface IRegionFinaliseRequest extends atoll.admin.v1.RegionFinaliseRequest.$Properties {
            }

            /** Represents a RegionFinaliseRequest. */
            class RegionFinaliseRequest {

                /**
                 * Constructs a new RegionFinaliseRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RegionFinaliseRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegionFinaliseRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /**
                 * Creates a new RegionFinaliseRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RegionFinaliseRequest instance
                 */
                static create(properties: atoll.admin.v1.RegionFinaliseRequest.$Shape): atoll.admin.v1.RegionFinaliseRequest & atoll.admin.v1.RegionFinaliseRequest.$Shape;
                static create(properties?: atoll.admin.v1.RegionFinaliseRequest.$Properties): atoll.admin.v1.RegionFinaliseRequest;

                /**
                 * Encodes the specified RegionFinaliseRequest message. Does not implicitly {@link atoll.admin.v1.RegionFinaliseRequest.verify|verify} messages.
                 * @param message RegionFinaliseRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RegionFinaliseRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegionFinaliseRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionFinaliseRequest & atoll.admin.v1.RegionFinaliseRequest.$Shape} RegionFinaliseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RegionFinaliseRequest & atoll.admin.v1.RegionFinaliseRequest.$Shape;
            }

            namespace RegionFinaliseRequest {

                /** Properties of a RegionFinaliseRequest. */
                interface $Properties {

                    /** RegionFinaliseRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegionFinaliseRequest. */
                type $Shape = atoll.admin.v1.RegionFinaliseRequest.$Properties;
            }

            /**
             * Properties of a RegionFinaliseResponse.
             * @deprecated Use atoll.admin.v1.RegionFinaliseResponse.$Properties instead.
             */
            interface IRegionFinaliseResponse extends atoll.admin.v1.RegionFinaliseResponse.$Properties {
            }

            /** Represents a RegionFinaliseResponse. */
            class RegionFinaliseResponse {

                /**
                 * Constructs a new RegionFinaliseResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RegionFinaliseResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegionFinaliseResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** RegionFinaliseResponse level. */
                level: number;

                /**
                 * Creates a new RegionFinaliseResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RegionFinaliseResponse instance
                 */
                static create(properties: atoll.admin.v1.RegionFinaliseResponse.$Shape): atoll.admin.v1.RegionFinaliseResponse & atoll.admin.v1.RegionFinaliseResponse.$Shape;
                static create(properties?: atoll.admin.v1.RegionFinaliseResponse.$Properties): atoll.admin.v1.RegionFinaliseResponse;

                /**
                 * Encodes the specified RegionFinaliseResponse message. Does not implicitly {@link atoll.admin.v1.RegionFinaliseResponse.verify|verify} messages.
                 * @param message RegionFinaliseResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RegionFinaliseResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegionFinaliseResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionFinaliseResponse & atoll.admin.v1.RegionFinaliseResponse.$Shape} RegionFinaliseResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RegionFinaliseResponse & atoll.admin.v1.RegionFinaliseResponse.$Shape;
            }

            namespace RegionFinaliseResponse {

                /** Properties of a RegionFinaliseResponse. */
                interface $Properties {

                    /** RegionFinaliseResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** RegionFinaliseResponse level */
                    level?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegionFinaliseResponse. */
                type $Shape = atoll.admin.v1.RegionFinaliseResponse.$Properties;
            }

            /**
             * Properties of a SnapshotStatus.
             * @deprecated Use atoll.admin.v1.SnapshotStatus.$Properties instead.
             */
            interface ISnapshotStatus extends atoll.admin.v1.SnapshotStatus.$Properties {
            }

            /** Represents a SnapshotStatus. */
            class SnapshotStatus {

                /**
                 * Constructs a new SnapshotStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.SnapshotStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SnapshotStatus file. */
                file: string;

                /** SnapshotStatus revision. */
                revision: Long;

                /** SnapshotStatus verified_ms. */
                verified_ms: Long;

                /** SnapshotStatus failures. */
                failures: Long;

                /** SnapshotStatus error. */
                error: string;

                /**
                 * Creates a new SnapshotStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SnapshotStatus instance
                 */
                static create(properties: atoll.admin.v1.SnapshotStatus.$Shape): atoll.admin.v1.SnapshotStatus & atoll.admin.v1.SnapshotStatus.$Shape;
                static create(properties?: atoll.admin.v1.SnapshotStatus.$Properties): atoll.admin.v1.SnapshotStatus;

                /**
                 * Encodes the specified SnapshotStatus message. Does not implicitly {@link atoll.admin.v1.SnapshotStatus.verify|verify} messages.
                 * @param message SnapshotStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.SnapshotStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SnapshotStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.SnapshotStatus & atoll.admin.v1.SnapshotStatus.$Shape} SnapshotStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.SnapshotStatus & atoll.admin.v1.SnapshotStatus.$Shape;
            }

            namespace SnapshotStatus {

                /** Properties of a SnapshotStatus. */
                interface $Properties {

                    /** SnapshotStatus file */
                    file?: (string|null);

                    /** SnapshotStatus revision */
                    revision?: (Long|null);

                    /** SnapshotStatus verified_ms */
                    verified_ms?: (Long|null);

                    /** SnapshotStatus failures */
                    failures?: (Long|null);

                    /** SnapshotStatus error */
                    error?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SnapshotStatus. */
                type $Shape = atoll.admin.v1.SnapshotStatus.$Properties;
            }

            /**
             * Properties of a RaftStatus.
             * @deprecated Use atoll.admin.v1.RaftStatus.$Properties instead.
             */
            interface IRaftStatus extends atoll.admin.v1.RaftStatus.$Properties {
            }

            /** Represents a RaftStatus. */
            class RaftStatus {

                /**
                 * Constructs a new RaftStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RaftStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RaftStatus role. */
                role: string;

                /** RaftStatus term. */
                term: Long;

                /** RaftStatus leader. */
                leader: Long;

                /** RaftStatus commit_index. */
                commit_index: Long;

                /** RaftStatus applied_index. */
                applied_index: Long;

                /** RaftStatus learner. */
                learner: boolean;

                /**
                 * Creates a new RaftStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RaftStatus instance
                 */
                static create(properties: atoll.admin.v1.RaftStatus.$Shape): atoll.admin.v1.RaftStatus & atoll.admin.v1.RaftStatus.$Shape;
                static create(properties?: atoll.admin.v1.RaftStatus.$Properties): atoll.admin.v1.RaftStatus;

                /**
                 * Encodes the specified RaftStatus message. Does not implicitly {@link atoll.admin.v1.RaftStatus.verify|verify} messages.
                 * @param message RaftStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RaftStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RaftStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RaftStatus & atoll.admin.v1.RaftStatus.$Shape} RaftStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RaftStatus & atoll.admin.v1.RaftStatus.$Shape;
            }

            namespace RaftStatus {

                /** Properties of a RaftStatus. */
                interface $Properties {

                    /** RaftStatus role */
                    role?: (string|null);

                    /** RaftStatus term */
                    term?: (Long|null);

                    /** RaftStatus leader */
                    leader?: (Long|null);

                    /** RaftStatus commit_index */
                    commit_index?: (Long|null);

                    /** RaftStatus applied_index */
                    applied_index?: (Long|null);

                    /** RaftStatus learner */
                    learner?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RaftStatus. */
                type $Shape = atoll.admin.v1.RaftStatus.$Properties;
            }

            /**
             * Properties of a StoreStatus.
             * @deprecated Use atoll.admin.v1.StoreStatus.$Properties instead.
             */
            interface IStoreStatus extends atoll.admin.v1.StoreStatus.$Properties {
            }

            /** Represents a StoreStatus. */
            class StoreStatus {

                /**
                 * Constructs a new StoreStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.StoreStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StoreStatus bytes. */
                bytes: Long;

                /** StoreStatus bytes_in_use. */
                bytes_in_use: Long;

                /** StoreStatus quota_bytes. */
                quota_bytes: Long;

                /** StoreStatus compact_revision. */
                compact_revision: Long;

                /**
                 * Creates a new StoreStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns StoreStatus instance
                 */
                static create(properties: atoll.admin.v1.StoreStatus.$Shape): atoll.admin.v1.StoreStatus & atoll.admin.v1.StoreStatus.$Shape;
                static create(properties?: atoll.admin.v1.StoreStatus.$Properties): atoll.admin.v1.StoreStatus;

                /**
                 * Encodes the specified StoreStatus message. Does not implicitly {@link atoll.admin.v1.StoreStatus.verify|verify} messages.
                 * @param message StoreStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.StoreStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StoreStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.StoreStatus & atoll.admin.v1.StoreStatus.$Shape} StoreStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.StoreStatus & atoll.admin.v1.StoreStatus.$Shape;
            }

            namespace StoreStatus {

                /** Properties of a StoreStatus. */
                interface $Properties {

                    /** StoreStatus bytes */
                    bytes?: (Long|null);

                    /** StoreStatus bytes_in_use */
                    bytes_in_use?: (Long|null);

                    /** StoreStatus quota_bytes */
                    quota_bytes?: (Long|null);

                    /** StoreStatus compact_revision */
                    compact_revision?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StoreStatus. */
                type $Shape = atoll.admin.v1.StoreStatus.$Properties;
            }

            /**
             * Properties of a FederationStatus.
             * @deprecated Use atoll.admin.v1.FederationStatus.$Properties instead.
             */
            interface IFederationStatus extends atoll.admin.v1.FederationStatus.$Properties {
            }

            /** Represents a FederationStatus. */
            class FederationStatus {

                /**
                 * Constructs a new FederationStatus.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.FederationStatus.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** FederationStatus region. */
                region: string;

                /** FederationStatus incarnation. */
                incarnation: Long;

                /** FederationStatus clock_ms. */
                clock_ms: Long;

                /** FederationStatus clock_counter. */
                clock_counter: number;

                /** FederationStatus applied. */
                applied: atoll.admin.v1.OriginProgress.$Properties[];

                /** FederationStatus reported. */
                reported: atoll.admin.v1.RegionReport.$Properties[];

                /** FederationStatus adopting. */
                adopting: Uint8Array[];

                /** FederationStatus next_conflict. */
                next_conflict: Long;

                /** FederationStatus conflicts_dropped. */
                conflicts_dropped: Long;

                /**
                 * Creates a new FederationStatus instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns FederationStatus instance
                 */
                static create(properties: atoll.admin.v1.FederationStatus.$Shape): atoll.admin.v1.FederationStatus & atoll.admin.v1.FederationStatus.$Shape;
                static create(properties?: atoll.admin.v1.FederationStatus.$Properties): atoll.admin.v1.FederationStatus;

                /**
                 * Encodes the specified FederationStatus message. Does not implicitly {@link atoll.admin.v1.FederationStatus.verify|verify} messages.
                 * @param message FederationStatus message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.FederationStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a FederationStatus message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.FederationStatus & atoll.admin.v1.FederationStatus.$Shape} FederationStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.FederationStatus & atoll.admin.v1.FederationStatus.$Shape;
            }

            namespace FederationStatus {

                /** Properties of a FederationStatus. */
                interface $Properties {

                    /** FederationStatus region */
                    region?: (string|null);

                    /** FederationStatus incarnation */
                    incarnation?: (Long|null);

                    /** FederationStatus clock_ms */
                    clock_ms?: (Long|null);

                    /** FederationStatus clock_counter */
                    clock_counter?: (number|null);

                    /** FederationStatus applied */
                    applied?: (atoll.admin.v1.OriginProgress.$Properties[]|null);

                    /** FederationStatus reported */
                    reported?: (atoll.admin.v1.RegionReport.$Properties[]|null);

                    /** FederationStatus adopting */
                    adopting?: (Uint8Array[]|null);

                    /** FederationStatus next_conflict */
                    next_conflict?: (Long|null);

                    /** FederationStatus conflicts_dropped */
                    conflicts_dropped?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a FederationStatus. */
                type $Shape = atoll.admin.v1.FederationStatus.$Properties;
            }

            /**
             * Properties of an OriginProgress.
             * @deprecated Use atoll.admin.v1.OriginProgress.$Properties instead.
             */
            interface IOriginProgress extends atoll.admin.v1.OriginProgress.$Properties {
            }

            /** Represents an OriginProgress. */
            class OriginProgress {

                /**
                 * Constructs a new OriginProgress.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.OriginProgress.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** OriginProgress origin. */
                origin: string;

                /** OriginProgress sequence. */
                sequence: Long;

                /**
                 * Creates a new OriginProgress instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns OriginProgress instance
                 */
                static create(properties: atoll.admin.v1.OriginProgress.$Shape): atoll.admin.v1.OriginProgress & atoll.admin.v1.OriginProgress.$Shape;
                static create(properties?: atoll.admin.v1.OriginProgress.$Properties): atoll.admin.v1.OriginProgress;

                /**
                 * Encodes the specified OriginProgress message. Does not implicitly {@link atoll.admin.v1.OriginProgress.verify|verify} messages.
                 * @param message OriginProgress message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.OriginProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an OriginProgress message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.OriginProgress & atoll.admin.v1.OriginProgress.$Shape} OriginProgress
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.OriginProgress & atoll.admin.v1.OriginProgress.$Shape;
            }

            namespace OriginProgress {

                /** Properties of an OriginProgress. */
                interface $Properties {

                    /** OriginProgress origin */
                    origin?: (string|null);

                    /** OriginProgress sequence */
                    sequence?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an OriginProgress. */
                type $Shape = atoll.admin.v1.OriginProgress.$Properties;
            }

            /**
             * Properties of a RegionReport.
             * @deprecated Use atoll.admin.v1.RegionReport.$Properties instead.
             */
            interface IRegionReport extends atoll.admin.v1.RegionReport.$Properties {
            }

            /** Represents a RegionReport. */
            class RegionReport {

                /**
                 * Constructs a new RegionReport.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RegionReport.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegionReport region. */
                region: string;

                /** RegionReport applied. */
                applied: atoll.admin.v1.OriginProgress.$Properties[];

                /**
                 * Creates a new RegionReport instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RegionReport instance
                 */
                static create(properties: atoll.admin.v1.RegionReport.$Shape): atoll.admin.v1.RegionReport & atoll.admin.v1.RegionReport.$Shape;
                static create(properties?: atoll.admin.v1.RegionReport.$Properties): atoll.admin.v1.RegionReport;

                /**
                 * Encodes the specified RegionReport message. Does not implicitly {@link atoll.admin.v1.RegionReport.verify|verify} messages.
                 * @param message RegionReport message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RegionReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegionReport message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionReport & atoll.admin.v1.RegionReport.$Shape} RegionReport
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RegionReport & atoll.admin.v1.RegionReport.$Shape;
            }

            namespace RegionReport {

                /** Properties of a RegionReport. */
                interface $Properties {

                    /** RegionReport region */
                    region?: (string|null);

                    /** RegionReport applied */
                    applied?: (atoll.admin.v1.OriginProgress.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegionReport. */
                type $Shape = atoll.admin.v1.RegionReport.$Properties;
            }

            /**
             * Properties of a RegionListRequest.
             * @deprecated Use atoll.admin.v1.RegionListRequest.$Properties instead.
             */
            interface IRegionListRequest extends atoll.admin.v1.RegionListRequest.$Properties {
            }

            /** Represents a RegionListRequest. */
            class RegionListRequest {

                /**
                 * Constructs a new RegionListRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RegionListRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegionListRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /**
                 * Creates a new RegionListRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RegionListRequest instance
                 */
                static create(properties: atoll.admin.v1.RegionListRequest.$Shape): atoll.admin.v1.RegionListRequest & atoll.admin.v1.RegionListRequest.$Shape;
                static create(properties?: atoll.admin.v1.RegionListRequest.$Properties): atoll.admin.v1.RegionListRequest;

                /**
                 * Encodes the specified RegionListRequest message. Does not implicitly {@link atoll.admin.v1.RegionListRequest.verify|verify} messages.
                 * @param message RegionListRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RegionListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegionListRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionListRequest & atoll.admin.v1.RegionListRequest.$Shape} RegionListRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RegionListRequest & atoll.admin.v1.RegionListRequest.$Shape;
            }

            namespace RegionListRequest {

                /** Properties of a RegionListRequest. */
                interface $Properties {

                    /** RegionListRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegionListRequest. */
                type $Shape = atoll.admin.v1.RegionListRequest.$Properties;
            }

            /**
             * Properties of a RegionListResponse.
             * @deprecated Use atoll.admin.v1.RegionListResponse.$Properties instead.
             */
            interface IRegionListResponse extends atoll.admin.v1.RegionListResponse.$Properties {
            }

            /** Represents a RegionListResponse. */
            class RegionListResponse {

                /**
                 * Constructs a new RegionListResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RegionListResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegionListResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** RegionListResponse regions. */
                regions: atoll.admin.v1.Region.$Properties[];

                /**
                 * Creates a new RegionListResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RegionListResponse instance
                 */
                static create(properties: atoll.admin.v1.RegionListResponse.$Shape): atoll.admin.v1.RegionListResponse & atoll.admin.v1.RegionListResponse.$Shape;
                static create(properties?: atoll.admin.v1.RegionListResponse.$Properties): atoll.admin.v1.RegionListResponse;

                /**
                 * Encodes the specified RegionListResponse message. Does not implicitly {@link atoll.admin.v1.RegionListResponse.verify|verify} messages.
                 * @param message RegionListResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RegionListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegionListResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionListResponse & atoll.admin.v1.RegionListResponse.$Shape} RegionListResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RegionListResponse & atoll.admin.v1.RegionListResponse.$Shape;
            }

            namespace RegionListResponse {

                /** Properties of a RegionListResponse. */
                interface $Properties {

                    /** RegionListResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** RegionListResponse regions */
                    regions?: (atoll.admin.v1.Region.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegionListResponse. */
                type $Shape = atoll.admin.v1.RegionListResponse.$Properties;
            }

            /**
             * Properties of a Region.
             * @deprecated Use atoll.admin.v1.Region.$Properties instead.
             */
            interface IRegion extends atoll.admin.v1.Region.$Properties {
            }

            /** Represents a Region. */
            class Region {

                /**
                 * Constructs a new Region.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.Region.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Region name. */
                name: string;

                /** Region self. */
                self: boolean;

                /** Region connected. */
                connected: boolean;

                /** Region source. */
                source: string;

                /** Region applied_sequence. */
                applied_sequence: Long;

                /** Region head_sequence. */
                head_sequence: Long;

                /** Region silent_ms. */
                silent_ms?: (Long|null);

                /** Region members. */
                members: atoll.admin.v1.RegionMember.$Properties[];

                /** Region standing. */
                standing: string;

                /** Region standing_ms. */
                standing_ms: Long;

                /** Region leader. */
                leader: string;

                /** Region level. */
                level: number;

                /**
                 * Creates a new Region instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Region instance
                 */
                static create(properties: atoll.admin.v1.Region.$Shape): atoll.admin.v1.Region & atoll.admin.v1.Region.$Shape;
                static create(properties?: atoll.admin.v1.Region.$Properties): atoll.admin.v1.Region;

                /**
                 * Encodes the specified Region message. Does not implicitly {@link atoll.admin.v1.Region.verify|verify} messages.
                 * @param message Region message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.Region.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Region message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Region & atoll.admin.v1.Region.$Shape} Region
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.Region & atoll.admin.v1.Region.$Shape;
            }

            namespace Region {

                /** Properties of a Region. */
                interface $Properties {

                    /** Region name */
                    name?: (string|null);

                    /** Region self */
                    self?: (boolean|null);

                    /** Region connected */
                    connected?: (boolean|null);

                    /** Region source */
                    source?: (string|null);

                    /** Region applied_sequence */
                    applied_sequence?: (Long|null);

                    /** Region head_sequence */
                    head_sequence?: (Long|null);

                    /** Region silent_ms */
                    silent_ms?: (Long|null);

                    /** Region members */
                    members?: (atoll.admin.v1.RegionMember.$Properties[]|null);

                    /** Region standing */
                    standing?: (string|null);

                    /** Region standing_ms */
                    standing_ms?: (Long|null);

                    /** Region leader */
                    leader?: (string|null);

                    /** Region level */
                    level?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Region. */
                type $Shape = atoll.admin.v1.Region.$Properties;
            }

            /**
             * Properties of a RegionMember.
             * @deprecated Use atoll.admin.v1.RegionMember.$Properties instead.
             */
            interface IRegionMember extends atoll.admin.v1.RegionMember.$Properties {
            }

            /** Represents a RegionMember. */
            class RegionMember {

                /**
                 * Constructs a new RegionMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.RegionMember.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RegionMember name. */
                name: string;

                /** RegionMember address. */
                address: string;

                /**
                 * Creates a new RegionMember instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RegionMember instance
                 */
                static create(properties: atoll.admin.v1.RegionMember.$Shape): atoll.admin.v1.RegionMember & atoll.admin.v1.RegionMember.$Shape;
                static create(properties?: atoll.admin.v1.RegionMember.$Properties): atoll.admin.v1.RegionMember;

                /**
                 * Encodes the specified RegionMember message. Does not implicitly {@link atoll.admin.v1.RegionMember.verify|verify} messages.
                 * @param message RegionMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.RegionMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RegionMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionMember & atoll.admin.v1.RegionMember.$Shape} RegionMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.RegionMember & atoll.admin.v1.RegionMember.$Shape;
            }

            namespace RegionMember {

                /** Properties of a RegionMember. */
                interface $Properties {

                    /** RegionMember name */
                    name?: (string|null);

                    /** RegionMember address */
                    address?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RegionMember. */
                type $Shape = atoll.admin.v1.RegionMember.$Properties;
            }

            /**
             * Properties of a Rule.
             * @deprecated Use atoll.admin.v1.Rule.$Properties instead.
             */
            interface IRule extends atoll.admin.v1.Rule.$Properties {
            }

            /** Represents a Rule. */
            class Rule {

                /**
                 * Constructs a new Rule.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.Rule.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Rule prefix. */
                prefix: Uint8Array;

                /** Rule policy. */
                policy: string;

                /** Rule cas. */
                cas: string;

                /**
                 * Creates a new Rule instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Rule instance
                 */
                static create(properties: atoll.admin.v1.Rule.$Shape): atoll.admin.v1.Rule & atoll.admin.v1.Rule.$Shape;
                static create(properties?: atoll.admin.v1.Rule.$Properties): atoll.admin.v1.Rule;

                /**
                 * Encodes the specified Rule message. Does not implicitly {@link atoll.admin.v1.Rule.verify|verify} messages.
                 * @param message Rule message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.Rule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Rule message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Rule & atoll.admin.v1.Rule.$Shape} Rule
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.Rule & atoll.admin.v1.Rule.$Shape;
            }

            namespace Rule {

                /** Properties of a Rule. */
                interface $Properties {

                    /** Rule prefix */
                    prefix?: (Uint8Array|null);

                    /** Rule policy */
                    policy?: (string|null);

                    /** Rule cas */
                    cas?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Rule. */
                type $Shape = atoll.admin.v1.Rule.$Properties;
            }

            /**
             * Properties of a ReplicateSetRequest.
             * @deprecated Use atoll.admin.v1.ReplicateSetRequest.$Properties instead.
             */
            interface IReplicateSetRequest extends atoll.admin.v1.ReplicateSetRequest.$Properties {
            }

            /** Represents a ReplicateSetRequest. */
            class ReplicateSetRequest {

                /**
                 * Constructs a new ReplicateSetRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplicateSetRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicateSetRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** ReplicateSetRequest rule. */
                rule?: (atoll.admin.v1.Rule.$Properties|null);

                /**
                 * Creates a new ReplicateSetRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplicateSetRequest instance
                 */
                static create(properties: atoll.admin.v1.ReplicateSetRequest.$Shape): atoll.admin.v1.ReplicateSetRequest & atoll.admin.v1.ReplicateSetRequest.$Shape;
                static create(properties?: atoll.admin.v1.ReplicateSetRequest.$Properties): atoll.admin.v1.ReplicateSetRequest;

                /**
                 * Encodes the specified ReplicateSetRequest message. Does not implicitly {@link atoll.admin.v1.ReplicateSetRequest.verify|verify} messages.
                 * @param message ReplicateSetRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplicateSetRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicateSetRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateSetRequest & atoll.admin.v1.ReplicateSetRequest.$Shape} ReplicateSetRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplicateSetRequest & atoll.admin.v1.ReplicateSetRequest.$Shape;
            }

            namespace ReplicateSetRequest {

                /** Properties of a ReplicateSetRequest. */
                interface $Properties {

                    /** ReplicateSetRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** ReplicateSetRequest rule */
                    rule?: (atoll.admin.v1.Rule.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicateSetRequest. */
                type $Shape = atoll.admin.v1.ReplicateSetRequest.$Properties;
            }

            /**
             * Properties of a ReplicateSetResponse.
             * @deprecated Use atoll.admin.v1.ReplicateSetResponse.$Properties instead.
             */
            interface IReplicateSetResponse extends atoll.admin.v1.ReplicateSetResponse.$Properties {
            }

            /** Represents a ReplicateSetResponse. */
            class ReplicateSetResponse {

                /**
                 * Constructs a new ReplicateSetResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplicateSetResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicateSetResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** ReplicateSetResponse rule. */
                rule?: (atoll.admin.v1.Rule.$Properties|null);

                /**
                 * Creates a new ReplicateSetResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplicateSetResponse instance
                 */
                static create(properties: atoll.admin.v1.ReplicateSetResponse.$Shape): atoll.admin.v1.ReplicateSetResponse & atoll.admin.v1.ReplicateSetResponse.$Shape;
                static create(properties?: atoll.admin.v1.ReplicateSetResponse.$Properties): atoll.admin.v1.ReplicateSetResponse;

                /**
                 * Encodes the specified ReplicateSetResponse message. Does not implicitly {@link atoll.admin.v1.ReplicateSetResponse.verify|verify} messages.
                 * @param message ReplicateSetResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplicateSetResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicateSetResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateSetResponse & atoll.admin.v1.ReplicateSetResponse.$Shape} ReplicateSetResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplicateSetResponse & atoll.admin.v1.ReplicateSetResponse.$Shape;
            }

            namespace ReplicateSetResponse {

                /** Properties of a ReplicateSetResponse. */
                interface $Properties {

                    /** ReplicateSetResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** ReplicateSetResponse rule */
                    rule?: (atoll.admin.v1.Rule.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicateSetResponse. */
                type $Shape = atoll.admin.v1.ReplicateSetResponse.$Properties;
            }

            /**
             * Properties of a ReplicateListRequest.
             * @deprecated Use atoll.admin.v1.ReplicateListRequest.$Properties instead.
             */
            interface IReplicateListRequest extends atoll.admin.v1.ReplicateListRequest.$Properties {
            }

            /** Represents a ReplicateListRequest. */
            class ReplicateListRequest {

                /**
                 * Constructs a new ReplicateListRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplicateListRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicateListRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /**
                 * Creates a new ReplicateListRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplicateListRequest instance
                 */
                static create(properties: atoll.admin.v1.ReplicateListRequest.$Shape): atoll.admin.v1.ReplicateListRequest & atoll.admin.v1.ReplicateListRequest.$Shape;
                static create(properties?: atoll.admin.v1.ReplicateListRequest.$Properties): atoll.admin.v1.ReplicateListRequest;

                /**
                 * Encodes the specified ReplicateListRequest message. Does not implicitly {@link atoll.admin.v1.ReplicateListRequest.verify|verify} messages.
                 * @param message ReplicateListRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplicateListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicateListRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateListRequest & atoll.admin.v1.ReplicateListRequest.$Shape} ReplicateListRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplicateListRequest & atoll.admin.v1.ReplicateListRequest.$Shape;
            }

            namespace ReplicateListRequest {

                /** Properties of a ReplicateListRequest. */
                interface $Properties {

                    /** ReplicateListRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicateListRequest. */
                type $Shape = atoll.admin.v1.ReplicateListRequest.$Properties;
            }

            /**
             * Properties of a ReplicateListResponse.
             * @deprecated Use atoll.admin.v1.ReplicateListResponse.$Properties instead.
             */
            interface IReplicateListResponse extends atoll.admin.v1.ReplicateListResponse.$Properties {
            }

            /** Represents a ReplicateListResponse. */
            class ReplicateListResponse {

                /**
                 * Constructs a new ReplicateListResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplicateListResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicateListResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** ReplicateListResponse rules. */
                rules: atoll.admin.v1.Rule.$Properties[];

                /**
                 * Creates a new ReplicateListResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplicateListResponse instance
                 */
                static create(properties: atoll.admin.v1.ReplicateListResponse.$Shape): atoll.admin.v1.ReplicateListResponse & atoll.admin.v1.ReplicateListResponse.$Shape;
                static create(properties?: atoll.admin.v1.ReplicateListResponse.$Properties): atoll.admin.v1.ReplicateListResponse;

                /**
                 * Encodes the specified ReplicateListResponse message. Does not implicitly {@link atoll.admin.v1.ReplicateListResponse.verify|verify} messages.
                 * @param message ReplicateListResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplicateListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicateListResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateListResponse & atoll.admin.v1.ReplicateListResponse.$Shape} ReplicateListResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplicateListResponse & atoll.admin.v1.ReplicateListResponse.$Shape;
            }

            namespace ReplicateListResponse {

                /** Properties of a ReplicateListResponse. */
                interface $Properties {

                    /** ReplicateListResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** ReplicateListResponse rules */
                    rules?: (atoll.admin.v1.Rule.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicateListResponse. */
                type $Shape = atoll.admin.v1.ReplicateListResponse.$Properties;
            }

            /**
             * Properties of a ReplicateRemoveRequest.
             * @deprecated Use atoll.admin.v1.ReplicateRemoveRequest.$Properties instead.
             */
            interface IReplicateRemoveRequest extends atoll.admin.v1.ReplicateRemoveRequest.$Properties {
            }

            /** Represents a ReplicateRemoveRequest. */
            class ReplicateRemoveRequest {

                /**
                 * Constructs a new ReplicateRemoveRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplicateRemoveRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicateRemoveRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** ReplicateRemoveRequest prefix. */
                prefix: Uint8Array;

                /**
                 * Creates a new ReplicateRemoveRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplicateRemoveRequest instance
                 */
                static create(properties: atoll.admin.v1.ReplicateRemoveRequest.$Shape): atoll.admin.v1.ReplicateRemoveRequest & atoll.admin.v1.ReplicateRemoveRequest.$Shape;
                static create(properties?: atoll.admin.v1.ReplicateRemoveRequest.$Properties): atoll.admin.v1.ReplicateRemoveRequest;

                /**
                 * Encodes the specified ReplicateRemoveRequest message. Does not implicitly {@link atoll.admin.v1.ReplicateRemoveRequest.verify|verify} messages.
                 * @param message ReplicateRemoveRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplicateRemoveRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicateRemoveRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateRemoveRequest & atoll.admin.v1.ReplicateRemoveRequest.$Shape} ReplicateRemoveRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplicateRemoveRequest & atoll.admin.v1.ReplicateRemoveRequest.$Shape;
            }

            namespace ReplicateRemoveRequest {

                /** Properties of a ReplicateRemoveRequest. */
                interface $Properties {

                    /** ReplicateRemoveRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** ReplicateRemoveRequest prefix */
                    prefix?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicateRemoveRequest. */
                type $Shape = atoll.admin.v1.ReplicateRemoveRequest.$Properties;
            }

            /**
             * Properties of a ReplicateRemoveResponse.
             * @deprecated Use atoll.admin.v1.ReplicateRemoveResponse.$Properties instead.
             */
            interface IReplicateRemoveResponse extends atoll.admin.v1.ReplicateRemoveResponse.$Properties {
            }

            /** Represents a ReplicateRemoveResponse. */
            class ReplicateRemoveResponse {

                /**
                 * Constructs a new ReplicateRemoveResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ReplicateRemoveResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ReplicateRemoveResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /**
                 * Creates a new ReplicateRemoveResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ReplicateRemoveResponse instance
                 */
                static create(properties: atoll.admin.v1.ReplicateRemoveResponse.$Shape): atoll.admin.v1.ReplicateRemoveResponse & atoll.admin.v1.ReplicateRemoveResponse.$Shape;
                static create(properties?: atoll.admin.v1.ReplicateRemoveResponse.$Properties): atoll.admin.v1.ReplicateRemoveResponse;

                /**
                 * Encodes the specified ReplicateRemoveResponse message. Does not implicitly {@link atoll.admin.v1.ReplicateRemoveResponse.verify|verify} messages.
                 * @param message ReplicateRemoveResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ReplicateRemoveResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ReplicateRemoveResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateRemoveResponse & atoll.admin.v1.ReplicateRemoveResponse.$Shape} ReplicateRemoveResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ReplicateRemoveResponse & atoll.admin.v1.ReplicateRemoveResponse.$Shape;
            }

            namespace ReplicateRemoveResponse {

                /** Properties of a ReplicateRemoveResponse. */
                interface $Properties {

                    /** ReplicateRemoveResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ReplicateRemoveResponse. */
                type $Shape = atoll.admin.v1.ReplicateRemoveResponse.$Properties;
            }

            /**
             * Properties of a ConflictsRequest.
             * @deprecated Use atoll.admin.v1.ConflictsRequest.$Properties instead.
             */
            interface IConflictsRequest extends atoll.admin.v1.ConflictsRequest.$Properties {
            }

            /** Represents a ConflictsRequest. */
            class ConflictsRequest {

                /**
                 * Constructs a new ConflictsRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ConflictsRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConflictsRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** ConflictsRequest prefix. */
                prefix: Uint8Array;

                /** ConflictsRequest from_id. */
                from_id: Long;

                /** ConflictsRequest watch. */
                watch: boolean;

                /**
                 * Creates a new ConflictsRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ConflictsRequest instance
                 */
                static create(properties: atoll.admin.v1.ConflictsRequest.$Shape): atoll.admin.v1.ConflictsRequest & atoll.admin.v1.ConflictsRequest.$Shape;
                static create(properties?: atoll.admin.v1.ConflictsRequest.$Properties): atoll.admin.v1.ConflictsRequest;

                /**
                 * Encodes the specified ConflictsRequest message. Does not implicitly {@link atoll.admin.v1.ConflictsRequest.verify|verify} messages.
                 * @param message ConflictsRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ConflictsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConflictsRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ConflictsRequest & atoll.admin.v1.ConflictsRequest.$Shape} ConflictsRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ConflictsRequest & atoll.admin.v1.ConflictsRequest.$Shape;
            }

            namespace ConflictsRequest {

                /** Properties of a ConflictsRequest. */
                interface $Properties {

                    /** ConflictsRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** ConflictsRequest prefix */
                    prefix?: (Uint8Array|null);

                    /** ConflictsRequest from_id */
                    from_id?: (Long|null);

                    /** ConflictsRequest watch */
                    watch?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConflictsRequest. */
                type $Shape = atoll.admin.v1.ConflictsRequest.$Properties;
            }

            /**
             * Properties of a ConflictsResponse.
             * @deprecated Use atoll.admin.v1.ConflictsResponse.$Properties instead.
             */
            interface IConflictsResponse extends atoll.admin.v1.ConflictsResponse.$Properties {
            }

            /** Represents a ConflictsResponse. */
            class ConflictsResponse {

                /**
                 * Constructs a new ConflictsResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.ConflictsResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConflictsResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** ConflictsResponse conflicts. */
                conflicts: atoll.admin.v1.Conflict.$Properties[];

                /** ConflictsResponse dropped. */
                dropped: Long;

                /**
                 * Creates a new ConflictsResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ConflictsResponse instance
                 */
                static create(properties: atoll.admin.v1.ConflictsResponse.$Shape): atoll.admin.v1.ConflictsResponse & atoll.admin.v1.ConflictsResponse.$Shape;
                static create(properties?: atoll.admin.v1.ConflictsResponse.$Properties): atoll.admin.v1.ConflictsResponse;

                /**
                 * Encodes the specified ConflictsResponse message. Does not implicitly {@link atoll.admin.v1.ConflictsResponse.verify|verify} messages.
                 * @param message ConflictsResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.ConflictsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConflictsResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ConflictsResponse & atoll.admin.v1.ConflictsResponse.$Shape} ConflictsResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.ConflictsResponse & atoll.admin.v1.ConflictsResponse.$Shape;
            }

            namespace ConflictsResponse {

                /** Properties of a ConflictsResponse. */
                interface $Properties {

                    /** ConflictsResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** ConflictsResponse conflicts */
                    conflicts?: (atoll.admin.v1.Conflict.$Properties[]|null);

                    /** ConflictsResponse dropped */
                    dropped?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConflictsResponse. */
                type $Shape = atoll.admin.v1.ConflictsResponse.$Properties;
            }

            /**
             * Properties of a Conflict.
             * @deprecated Use atoll.admin.v1.Conflict.$Properties instead.
             */
            interface IConflict extends atoll.admin.v1.Conflict.$Properties {
            }

            /** Represents a Conflict. */
            class Conflict {

                /**
                 * Constructs a new Conflict.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.Conflict.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Conflict id. */
                id: Long;

                /** Conflict space. */
                space: string;

                /** Conflict key. */
                key: Uint8Array;

                /** Conflict policy. */
                policy: string;

                /** Conflict winner. */
                winner?: (atoll.admin.v1.Version.$Properties|null);

                /** Conflict loser. */
                loser?: (atoll.admin.v1.Version.$Properties|null);

                /** Conflict revision. */
                revision: Long;

                /** Conflict found_ms. */
                found_ms: Long;

                /**
                 * Creates a new Conflict instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Conflict instance
                 */
                static create(properties: atoll.admin.v1.Conflict.$Shape): atoll.admin.v1.Conflict & atoll.admin.v1.Conflict.$Shape;
                static create(properties?: atoll.admin.v1.Conflict.$Properties): atoll.admin.v1.Conflict;

                /**
                 * Encodes the specified Conflict message. Does not implicitly {@link atoll.admin.v1.Conflict.verify|verify} messages.
                 * @param message Conflict message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.Conflict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Conflict message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Conflict & atoll.admin.v1.Conflict.$Shape} Conflict
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.Conflict & atoll.admin.v1.Conflict.$Shape;
            }

            namespace Conflict {

                /** Properties of a Conflict. */
                interface $Properties {

                    /** Conflict id */
                    id?: (Long|null);

                    /** Conflict space */
                    space?: (string|null);

                    /** Conflict key */
                    key?: (Uint8Array|null);

                    /** Conflict policy */
                    policy?: (string|null);

                    /** Conflict winner */
                    winner?: (atoll.admin.v1.Version.$Properties|null);

                    /** Conflict loser */
                    loser?: (atoll.admin.v1.Version.$Properties|null);

                    /** Conflict revision */
                    revision?: (Long|null);

                    /** Conflict found_ms */
                    found_ms?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Conflict. */
                type $Shape = atoll.admin.v1.Conflict.$Properties;
            }

            /**
             * Properties of a Version.
             * @deprecated Use atoll.admin.v1.Version.$Properties instead.
             */
            interface IVersion extends atoll.admin.v1.Version.$Properties {
            }

            /** Represents a Version. */
            class Version {

                /**
                 * Constructs a new Version.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.Version.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Version origin. */
                origin: string;

                /** Version sequence. */
                sequence: Long;

                /** Version time_ms. */
                time_ms: Long;

                /** Version time_counter. */
                time_counter: number;

                /** Version value. */
                value: Uint8Array;

                /** Version deleted. */
                deleted: boolean;

                /** Version actor. */
                actor: string;

                /**
                 * Creates a new Version instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Version instance
                 */
                static create(properties: atoll.admin.v1.Version.$Shape): atoll.admin.v1.Version & atoll.admin.v1.Version.$Shape;
                static create(properties?: atoll.admin.v1.Version.$Properties): atoll.admin.v1.Version;

                /**
                 * Encodes the specified Version message. Does not implicitly {@link atoll.admin.v1.Version.verify|verify} messages.
                 * @param message Version message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.Version.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Version message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Version & atoll.admin.v1.Version.$Shape} Version
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.Version & atoll.admin.v1.Version.$Shape;
            }

            namespace Version {

                /** Properties of a Version. */
                interface $Properties {

                    /** Version origin */
                    origin?: (string|null);

                    /** Version sequence */
                    sequence?: (Long|null);

                    /** Version time_ms */
                    time_ms?: (Long|null);

                    /** Version time_counter */
                    time_counter?: (number|null);

                    /** Version value */
                    value?: (Uint8Array|null);

                    /** Version deleted */
                    deleted?: (boolean|null);

                    /** Version actor */
                    actor?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Version. */
                type $Shape = atoll.admin.v1.Version.$Properties;
            }

            /**
             * Properties of a GossipMembersRequest.
             * @deprecated Use atoll.admin.v1.GossipMembersRequest.$Properties instead.
             */
            interface IGossipMembersRequest extends atoll.admin.v1.GossipMembersRequest.$Properties {
            }

            /** Represents a GossipMembersRequest. */
            class GossipMembersRequest {

                /**
                 * Constructs a new GossipMembersRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipMembersRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipMembersRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** GossipMembersRequest wan. */
                wan: boolean;

                /**
                 * Creates a new GossipMembersRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipMembersRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipMembersRequest.$Shape): atoll.admin.v1.GossipMembersRequest & atoll.admin.v1.GossipMembersRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipMembersRequest.$Properties): atoll.admin.v1.GossipMembersRequest;

                /**
                 * Encodes the specified GossipMembersRequest message. Does not implicitly {@link atoll.admin.v1.GossipMembersRequest.verify|verify} messages.
                 * @param message GossipMembersRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipMembersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipMembersRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipMembersRequest & atoll.admin.v1.GossipMembersRequest.$Shape} GossipMembersRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipMembersRequest & atoll.admin.v1.GossipMembersRequest.$Shape;
            }

            namespace GossipMembersRequest {

                /** Properties of a GossipMembersRequest. */
                interface $Properties {

                    /** GossipMembersRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** GossipMembersRequest wan */
                    wan?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipMembersRequest. */
                type $Shape = atoll.admin.v1.GossipMembersRequest.$Properties;
            }

            /**
             * Properties of a GossipMembersResponse.
             * @deprecated Use atoll.admin.v1.GossipMembersResponse.$Properties instead.
             */
            interface IGossipMembersResponse extends atoll.admin.v1.GossipMembersResponse.$Properties {
            }

            /** Represents a GossipMembersResponse. */
            class GossipMembersResponse {

                /**
                 * Constructs a new GossipMembersResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipMembersResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipMembersResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** GossipMembersResponse members. */
                members: atoll.admin.v1.GossipMember.$Properties[];

                /**
                 * Creates a new GossipMembersResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipMembersResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipMembersResponse.$Shape): atoll.admin.v1.GossipMembersResponse & atoll.admin.v1.GossipMembersResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipMembersResponse.$Properties): atoll.admin.v1.GossipMembersResponse;

                /**
                 * Encodes the specified GossipMembersResponse message. Does not implicitly {@link atoll.admin.v1.GossipMembersResponse.verify|verify} messages.
                 * @param message GossipMembersResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipMembersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipMembersResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipMembersResponse & atoll.admin.v1.GossipMembersResponse.$Shape} GossipMembersResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipMembersResponse & atoll.admin.v1.GossipMembersResponse.$Shape;
            }

            namespace GossipMembersResponse {

                /** Properties of a GossipMembersResponse. */
                interface $Properties {

                    /** GossipMembersResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** GossipMembersResponse members */
                    members?: (atoll.admin.v1.GossipMember.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipMembersResponse. */
                type $Shape = atoll.admin.v1.GossipMembersResponse.$Properties;
            }

            /**
             * Properties of a GossipMember.
             * @deprecated Use atoll.admin.v1.GossipMember.$Properties instead.
             */
            interface IGossipMember extends atoll.admin.v1.GossipMember.$Properties {
            }

            /** Represents a GossipMember. */
            class GossipMember {

                /**
                 * Constructs a new GossipMember.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipMember.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipMember name. */
                name: string;

                /** GossipMember address. */
                address: string;

                /** GossipMember region. */
                region: string;

                /** GossipMember state. */
                state: string;

                /** GossipMember state_ms. */
                state_ms: Long;

                /** GossipMember incarnation. */
                incarnation: Long;

                /** GossipMember member_id. */
                member_id: Long;

                /** GossipMember cluster_id. */
                cluster_id: Long;

                /** GossipMember leader_term. */
                leader_term: Long;

                /** GossipMember client_urls. */
                client_urls: string[];

                /** GossipMember level. */
                level: number;

                /** GossipMember rtt_us. */
                rtt_us?: (Long|null);

                /** GossipMember self. */
                self: boolean;

                /** GossipMember zone. */
                zone: string;

                /**
                 * Creates a new GossipMember instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipMember instance
                 */
                static create(properties: atoll.admin.v1.GossipMember.$Shape): atoll.admin.v1.GossipMember & atoll.admin.v1.GossipMember.$Shape;
                static create(properties?: atoll.admin.v1.GossipMember.$Properties): atoll.admin.v1.GossipMember;

                /**
                 * Encodes the specified GossipMember message. Does not implicitly {@link atoll.admin.v1.GossipMember.verify|verify} messages.
                 * @param message GossipMember message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipMember message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipMember & atoll.admin.v1.GossipMember.$Shape} GossipMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipMember & atoll.admin.v1.GossipMember.$Shape;
            }

            namespace GossipMember {

                /** Properties of a GossipMember. */
                interface $Properties {

                    /** GossipMember name */
                    name?: (string|null);

                    /** GossipMember address */
                    address?: (string|null);

                    /** GossipMember region */
                    region?: (string|null);

                    /** GossipMember state */
                    state?: (string|null);

                    /** GossipMember state_ms */
                    state_ms?: (Long|null);

                    /** GossipMember incarnation */
                    incarnation?: (Long|null);

                    /** GossipMember member_id */
                    member_id?: (Long|null);

                    /** GossipMember cluster_id */
                    cluster_id?: (Long|null);

                    /** GossipMember leader_term */
                    leader_term?: (Long|null);

                    /** GossipMember client_urls */
                    client_urls?: (string[]|null);

                    /** GossipMember level */
                    level?: (number|null);

                    /** GossipMember rtt_us */
                    rtt_us?: (Long|null);

                    /** GossipMember self */
                    self?: (boolean|null);

                    /** GossipMember zone */
                    zone?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipMember. */
                type $Shape = atoll.admin.v1.GossipMember.$Properties;
            }

            /**
             * Properties of a GossipJoinRequest.
             * @deprecated Use atoll.admin.v1.GossipJoinRequest.$Properties instead.
             */
            interface IGossipJoinRequest extends atoll.admin.v1.GossipJoinRequest.$Properties {
            }

            /** Represents a GossipJoinRequest. */
            class GossipJoinRequest {

                /**
                 * Constructs a new GossipJoinRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipJoinRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipJoinRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** GossipJoinRequest wan. */
                wan: boolean;

                /** GossipJoinRequest addresses. */
                addresses: string[];

                /**
                 * Creates a new GossipJoinRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipJoinRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipJoinRequest.$Shape): atoll.admin.v1.GossipJoinRequest & atoll.admin.v1.GossipJoinRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipJoinRequest.$Properties): atoll.admin.v1.GossipJoinRequest;

                /**
                 * Encodes the specified GossipJoinRequest message. Does not implicitly {@link atoll.admin.v1.GossipJoinRequest.verify|verify} messages.
                 * @param message GossipJoinRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipJoinRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipJoinRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipJoinRequest & atoll.admin.v1.GossipJoinRequest.$Shape} GossipJoinRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipJoinRequest & atoll.admin.v1.GossipJoinRequest.$Shape;
            }

            namespace GossipJoinRequest {

                /** Properties of a GossipJoinRequest. */
                interface $Properties {

                    /** GossipJoinRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** GossipJoinRequest wan */
                    wan?: (boolean|null);

                    /** GossipJoinRequest addresses */
                    addresses?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipJoinRequest. */
                type $Shape = atoll.admin.v1.GossipJoinRequest.$Properties;
            }

            /**
             * Properties of a GossipJoinResponse.
             * @deprecated Use atoll.admin.v1.GossipJoinResponse.$Properties instead.
             */
            interface IGossipJoinResponse extends atoll.admin.v1.GossipJoinResponse.$Properties {
            }

            /** Represents a GossipJoinResponse. */
            class GossipJoinResponse {

                /**
                 * Constructs a new GossipJoinResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipJoinResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipJoinResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /**
                 * Creates a new GossipJoinResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipJoinResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipJoinResponse.$Shape): atoll.admin.v1.GossipJoinResponse & atoll.admin.v1.GossipJoinResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipJoinResponse.$Properties): atoll.admin.v1.GossipJoinResponse;

                /**
                 * Encodes the specified GossipJoinResponse message. Does not implicitly {@link atoll.admin.v1.GossipJoinResponse.verify|verify} messages.
                 * @param message GossipJoinResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipJoinResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipJoinResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipJoinResponse & atoll.admin.v1.GossipJoinResponse.$Shape} GossipJoinResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipJoinResponse & atoll.admin.v1.GossipJoinResponse.$Shape;
            }

            namespace GossipJoinResponse {

                /** Properties of a GossipJoinResponse. */
                interface $Properties {

                    /** GossipJoinResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipJoinResponse. */
                type $Shape = atoll.admin.v1.GossipJoinResponse.$Properties;
            }

            /**
             * Properties of a GossipLeaveRequest.
             * @deprecated Use atoll.admin.v1.GossipLeaveRequest.$Properties instead.
             */
            interface IGossipLeaveRequest extends atoll.admin.v1.GossipLeaveRequest.$Properties {
            }

            /** Represents a GossipLeaveRequest. */
            class GossipLeaveRequest {

                /**
                 * Constructs a new GossipLeaveRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipLeaveRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipLeaveRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /**
                 * Creates a new GossipLeaveRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipLeaveRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipLeaveRequest.$Shape): atoll.admin.v1.GossipLeaveRequest & atoll.admin.v1.GossipLeaveRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipLeaveRequest.$Properties): atoll.admin.v1.GossipLeaveRequest;

                /**
                 * Encodes the specified GossipLeaveRequest message. Does not implicitly {@link atoll.admin.v1.GossipLeaveRequest.verify|verify} messages.
                 * @param message GossipLeaveRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipLeaveRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipLeaveRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipLeaveRequest & atoll.admin.v1.GossipLeaveRequest.$Shape} GossipLeaveRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipLeaveRequest & atoll.admin.v1.GossipLeaveRequest.$Shape;
            }

            namespace GossipLeaveRequest {

                /** Properties of a GossipLeaveRequest. */
                interface $Properties {

                    /** GossipLeaveRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipLeaveRequest. */
                type $Shape = atoll.admin.v1.GossipLeaveRequest.$Properties;
            }

            /**
             * Properties of a GossipLeaveResponse.
             * @deprecated Use atoll.admin.v1.GossipLeaveResponse.$Properties instead.
             */
            interface IGossipLeaveResponse extends atoll.admin.v1.GossipLeaveResponse.$Properties {
            }

            /** Represents a GossipLeaveResponse. */
            class GossipLeaveResponse {

                /**
                 * Constructs a new GossipLeaveResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipLeaveResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipLeaveResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /**
                 * Creates a new GossipLeaveResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipLeaveResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipLeaveResponse.$Shape): atoll.admin.v1.GossipLeaveResponse & atoll.admin.v1.GossipLeaveResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipLeaveResponse.$Properties): atoll.admin.v1.GossipLeaveResponse;

                /**
                 * Encodes the specified GossipLeaveResponse message. Does not implicitly {@link atoll.admin.v1.GossipLeaveResponse.verify|verify} messages.
                 * @param message GossipLeaveResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipLeaveResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipLeaveResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipLeaveResponse & atoll.admin.v1.GossipLeaveResponse.$Shape} GossipLeaveResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipLeaveResponse & atoll.admin.v1.GossipLeaveResponse.$Shape;
            }

            namespace GossipLeaveResponse {

                /** Properties of a GossipLeaveResponse. */
                interface $Properties {

                    /** GossipLeaveResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipLeaveResponse. */
                type $Shape = atoll.admin.v1.GossipLeaveResponse.$Properties;
            }

            /**
             * Properties of a GossipForceLeaveRequest.
             * @deprecated Use atoll.admin.v1.GossipForceLeaveRequest.$Properties instead.
             */
            interface IGossipForceLeaveRequest extends atoll.admin.v1.GossipForceLeaveRequest.$Properties {
            }

            /** Represents a GossipForceLeaveRequest. */
            class GossipForceLeaveRequest {

                /**
                 * Constructs a new GossipForceLeaveRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipForceLeaveRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipForceLeaveRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** GossipForceLeaveRequest wan. */
                wan: boolean;

                /** GossipForceLeaveRequest name. */
                name: string;

                /**
                 * Creates a new GossipForceLeaveRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipForceLeaveRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipForceLeaveRequest.$Shape): atoll.admin.v1.GossipForceLeaveRequest & atoll.admin.v1.GossipForceLeaveRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipForceLeaveRequest.$Properties): atoll.admin.v1.GossipForceLeaveRequest;

                /**
                 * Encodes the specified GossipForceLeaveRequest message. Does not implicitly {@link atoll.admin.v1.GossipForceLeaveRequest.verify|verify} messages.
                 * @param message GossipForceLeaveRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipForceLeaveRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipForceLeaveRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipForceLeaveRequest & atoll.admin.v1.GossipForceLeaveRequest.$Shape} GossipForceLeaveRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipForceLeaveRequest & atoll.admin.v1.GossipForceLeaveRequest.$Shape;
            }

            namespace GossipForceLeaveRequest {

                /** Properties of a GossipForceLeaveRequest. */
                interface $Properties {

                    /** GossipForceLeaveRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** GossipForceLeaveRequest wan */
                    wan?: (boolean|null);

                    /** GossipForceLeaveRequest name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipForceLeaveRequest. */
                type $Shape = atoll.admin.v1.GossipForceLeaveRequest.$Properties;
            }

            /**
             * Properties of a GossipForceLeaveResponse.
             * @deprecated Use atoll.admin.v1.GossipForceLeaveResponse.$Properties instead.
             */
            interface IGossipForceLeaveResponse extends atoll.admin.v1.GossipForceLeaveResponse.$Properties {
            }

            /** Represents a GossipForceLeaveResponse. */
            class GossipForceLeaveResponse {

                /**
                 * Constructs a new GossipForceLeaveResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipForceLeaveResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipForceLeaveResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /**
                 * Creates a new GossipForceLeaveResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipForceLeaveResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipForceLeaveResponse.$Shape): atoll.admin.v1.GossipForceLeaveResponse & atoll.admin.v1.GossipForceLeaveResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipForceLeaveResponse.$Properties): atoll.admin.v1.GossipForceLeaveResponse;

                /**
                 * Encodes the specified GossipForceLeaveResponse message. Does not implicitly {@link atoll.admin.v1.GossipForceLeaveResponse.verify|verify} messages.
                 * @param message GossipForceLeaveResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipForceLeaveResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipForceLeaveResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipForceLeaveResponse & atoll.admin.v1.GossipForceLeaveResponse.$Shape} GossipForceLeaveResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipForceLeaveResponse & atoll.admin.v1.GossipForceLeaveResponse.$Shape;
            }

            namespace GossipForceLeaveResponse {

                /** Properties of a GossipForceLeaveResponse. */
                interface $Properties {

                    /** GossipForceLeaveResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipForceLeaveResponse. */
                type $Shape = atoll.admin.v1.GossipForceLeaveResponse.$Properties;
            }

            /**
             * Properties of a GossipKeyringRequest.
             * @deprecated Use atoll.admin.v1.GossipKeyringRequest.$Properties instead.
             */
            interface IGossipKeyringRequest extends atoll.admin.v1.GossipKeyringRequest.$Properties {
            }

            /** Represents a GossipKeyringRequest. */
            class GossipKeyringRequest {

                /**
                 * Constructs a new GossipKeyringRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipKeyringRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipKeyringRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** GossipKeyringRequest command. */
                command: string;

                /** GossipKeyringRequest key. */
                key: Uint8Array;

                /**
                 * Creates a new GossipKeyringRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipKeyringRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipKeyringRequest.$Shape): atoll.admin.v1.GossipKeyringRequest & atoll.admin.v1.GossipKeyringRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipKeyringRequest.$Properties): atoll.admin.v1.GossipKeyringRequest;

                /**
                 * Encodes the specified GossipKeyringRequest message. Does not implicitly {@link atoll.admin.v1.GossipKeyringRequest.verify|verify} messages.
                 * @param message GossipKeyringRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipKeyringRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipKeyringRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipKeyringRequest & atoll.admin.v1.GossipKeyringRequest.$Shape} GossipKeyringRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipKeyringRequest & atoll.admin.v1.GossipKeyringRequest.$Shape;
            }

            namespace GossipKeyringRequest {

                /** Properties of a GossipKeyringRequest. */
                interface $Properties {

                    /** GossipKeyringRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** GossipKeyringRequest command */
                    command?: (string|null);

                    /** GossipKeyringRequest key */
                    key?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipKeyringRequest. */
                type $Shape = atoll.admin.v1.GossipKeyringRequest.$Properties;
            }

            /**
             * Properties of a GossipKeyringResponse.
             * @deprecated Use atoll.admin.v1.GossipKeyringResponse.$Properties instead.
             */
            interface IGossipKeyringResponse extends atoll.admin.v1.GossipKeyringResponse.$Properties {
            }

            /** Represents a GossipKeyringResponse. */
            class GossipKeyringResponse {

                /**
                 * Constructs a new GossipKeyringResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipKeyringResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipKeyringResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** GossipKeyringResponse results. */
                results: atoll.admin.v1.KeyringResult.$Properties[];

                /**
                 * Creates a new GossipKeyringResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipKeyringResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipKeyringResponse.$Shape): atoll.admin.v1.GossipKeyringResponse & atoll.admin.v1.GossipKeyringResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipKeyringResponse.$Properties): atoll.admin.v1.GossipKeyringResponse;

                /**
                 * Encodes the specified GossipKeyringResponse message. Does not implicitly {@link atoll.admin.v1.GossipKeyringResponse.verify|verify} messages.
                 * @param message GossipKeyringResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipKeyringResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipKeyringResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipKeyringResponse & atoll.admin.v1.GossipKeyringResponse.$Shape} GossipKeyringResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipKeyringResponse & atoll.admin.v1.GossipKeyringResponse.$Shape;
            }

            namespace GossipKeyringResponse {

                /** Properties of a GossipKeyringResponse. */
                interface $Properties {

                    /** GossipKeyringResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** GossipKeyringResponse results */
                    results?: (atoll.admin.v1.KeyringResult.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipKeyringResponse. */
                type $Shape = atoll.admin.v1.GossipKeyringResponse.$Properties;
            }

            /**
             * Properties of a KeyringResult.
             * @deprecated Use atoll.admin.v1.KeyringResult.$Properties instead.
             */
            interface IKeyringResult extends atoll.admin.v1.KeyringResult.$Properties {
            }

            /** Represents a KeyringResult. */
            class KeyringResult {

                /**
                 * Constructs a new KeyringResult.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.KeyringResult.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KeyringResult region. */
                region: string;

                /** KeyringResult name. */
                name: string;

                /** KeyringResult error. */
                error: string;

                /** KeyringResult in_use. */
                in_use: string;

                /** KeyringResult installed. */
                installed: string[];

                /**
                 * Creates a new KeyringResult instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns KeyringResult instance
                 */
                static create(properties: atoll.admin.v1.KeyringResult.$Shape): atoll.admin.v1.KeyringResult & atoll.admin.v1.KeyringResult.$Shape;
                static create(properties?: atoll.admin.v1.KeyringResult.$Properties): atoll.admin.v1.KeyringResult;

                /**
                 * Encodes the specified KeyringResult message. Does not implicitly {@link atoll.admin.v1.KeyringResult.verify|verify} messages.
                 * @param message KeyringResult message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.KeyringResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KeyringResult message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.KeyringResult & atoll.admin.v1.KeyringResult.$Shape} KeyringResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.KeyringResult & atoll.admin.v1.KeyringResult.$Shape;
            }

            namespace KeyringResult {

                /** Properties of a KeyringResult. */
                interface $Properties {

                    /** KeyringResult region */
                    region?: (string|null);

                    /** KeyringResult name */
                    name?: (string|null);

                    /** KeyringResult error */
                    error?: (string|null);

                    /** KeyringResult in_use */
                    in_use?: (string|null);

                    /** KeyringResult installed */
                    installed?: (string[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a KeyringResult. */
                type $Shape = atoll.admin.v1.KeyringResult.$Properties;
            }

            /**
             * Properties of a GossipEventRequest.
             * @deprecated Use atoll.admin.v1.GossipEventRequest.$Properties instead.
             */
            interface IGossipEventRequest extends atoll.admin.v1.GossipEventRequest.$Properties {
            }

            /** Represents a GossipEventRequest. */
            class GossipEventRequest {

                /**
                 * Constructs a new GossipEventRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipEventRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipEventRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** GossipEventRequest name. */
                name: string;

                /** GossipEventRequest payload. */
                payload: Uint8Array;

                /**
                 * Creates a new GossipEventRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipEventRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipEventRequest.$Shape): atoll.admin.v1.GossipEventRequest & atoll.admin.v1.GossipEventRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipEventRequest.$Properties): atoll.admin.v1.GossipEventRequest;

                /**
                 * Encodes the specified GossipEventRequest message. Does not implicitly {@link atoll.admin.v1.GossipEventRequest.verify|verify} messages.
                 * @param message GossipEventRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipEventRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipEventRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventRequest & atoll.admin.v1.GossipEventRequest.$Shape} GossipEventRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipEventRequest & atoll.admin.v1.GossipEventRequest.$Shape;
            }

            namespace GossipEventRequest {

                /** Properties of a GossipEventRequest. */
                interface $Properties {

                    /** GossipEventRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** GossipEventRequest name */
                    name?: (string|null);

                    /** GossipEventRequest payload */
                    payload?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipEventRequest. */
                type $Shape = atoll.admin.v1.GossipEventRequest.$Properties;
            }

            /**
             * Properties of a GossipEventResponse.
             * @deprecated Use atoll.admin.v1.GossipEventResponse.$Properties instead.
             */
            interface IGossipEventResponse extends atoll.admin.v1.GossipEventResponse.$Properties {
            }

            /** Represents a GossipEventResponse. */
            class GossipEventResponse {

                /**
                 * Constructs a new GossipEventResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipEventResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipEventResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /**
                 * Creates a new GossipEventResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipEventResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipEventResponse.$Shape): atoll.admin.v1.GossipEventResponse & atoll.admin.v1.GossipEventResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipEventResponse.$Properties): atoll.admin.v1.GossipEventResponse;

                /**
                 * Encodes the specified GossipEventResponse message. Does not implicitly {@link atoll.admin.v1.GossipEventResponse.verify|verify} messages.
                 * @param message GossipEventResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipEventResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipEventResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventResponse & atoll.admin.v1.GossipEventResponse.$Shape} GossipEventResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipEventResponse & atoll.admin.v1.GossipEventResponse.$Shape;
            }

            namespace GossipEventResponse {

                /** Properties of a GossipEventResponse. */
                interface $Properties {

                    /** GossipEventResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipEventResponse. */
                type $Shape = atoll.admin.v1.GossipEventResponse.$Properties;
            }

            /**
             * Properties of a GossipEventsRequest.
             * @deprecated Use atoll.admin.v1.GossipEventsRequest.$Properties instead.
             */
            interface IGossipEventsRequest extends atoll.admin.v1.GossipEventsRequest.$Properties {
            }

            /** Represents a GossipEventsRequest. */
            class GossipEventsRequest {

                /**
                 * Constructs a new GossipEventsRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipEventsRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipEventsRequest header. */
                header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                /** GossipEventsRequest name. */
                name: string;

                /**
                 * Creates a new GossipEventsRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipEventsRequest instance
                 */
                static create(properties: atoll.admin.v1.GossipEventsRequest.$Shape): atoll.admin.v1.GossipEventsRequest & atoll.admin.v1.GossipEventsRequest.$Shape;
                static create(properties?: atoll.admin.v1.GossipEventsRequest.$Properties): atoll.admin.v1.GossipEventsRequest;

                /**
                 * Encodes the specified GossipEventsRequest message. Does not implicitly {@link atoll.admin.v1.GossipEventsRequest.verify|verify} messages.
                 * @param message GossipEventsRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipEventsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipEventsRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventsRequest & atoll.admin.v1.GossipEventsRequest.$Shape} GossipEventsRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipEventsRequest & atoll.admin.v1.GossipEventsRequest.$Shape;
            }

            namespace GossipEventsRequest {

                /** Properties of a GossipEventsRequest. */
                interface $Properties {

                    /** GossipEventsRequest header */
                    header?: (atoll.admin.v1.RequestHeader.$Properties|null);

                    /** GossipEventsRequest name */
                    name?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipEventsRequest. */
                type $Shape = atoll.admin.v1.GossipEventsRequest.$Properties;
            }

            /**
             * Properties of a GossipEventsResponse.
             * @deprecated Use atoll.admin.v1.GossipEventsResponse.$Properties instead.
             */
            interface IGossipEventsResponse extends atoll.admin.v1.GossipEventsResponse.$Properties {
            }

            /** Represents a GossipEventsResponse. */
            class GossipEventsResponse {

                /**
                 * Constructs a new GossipEventsResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipEventsResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipEventsResponse header. */
                header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                /** GossipEventsResponse events. */
                events: atoll.admin.v1.GossipHeardEvent.$Properties[];

                /** GossipEventsResponse missed. */
                missed: Long;

                /**
                 * Creates a new GossipEventsResponse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipEventsResponse instance
                 */
                static create(properties: atoll.admin.v1.GossipEventsResponse.$Shape): atoll.admin.v1.GossipEventsResponse & atoll.admin.v1.GossipEventsResponse.$Shape;
                static create(properties?: atoll.admin.v1.GossipEventsResponse.$Properties): atoll.admin.v1.GossipEventsResponse;

                /**
                 * Encodes the specified GossipEventsResponse message. Does not implicitly {@link atoll.admin.v1.GossipEventsResponse.verify|verify} messages.
                 * @param message GossipEventsResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipEventsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipEventsResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventsResponse & atoll.admin.v1.GossipEventsResponse.$Shape} GossipEventsResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipEventsResponse & atoll.admin.v1.GossipEventsResponse.$Shape;
            }

            namespace GossipEventsResponse {

                /** Properties of a GossipEventsResponse. */
                interface $Properties {

                    /** GossipEventsResponse header */
                    header?: (atoll.admin.v1.ResponseHeader.$Properties|null);

                    /** GossipEventsResponse events */
                    events?: (atoll.admin.v1.GossipHeardEvent.$Properties[]|null);

                    /** GossipEventsResponse missed */
                    missed?: (Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipEventsResponse. */
                type $Shape = atoll.admin.v1.GossipEventsResponse.$Properties;
            }

            /**
             * Properties of a GossipHeardEvent.
             * @deprecated Use atoll.admin.v1.GossipHeardEvent.$Properties instead.
             */
            interface IGossipHeardEvent extends atoll.admin.v1.GossipHeardEvent.$Properties {
            }

            /** Represents a GossipHeardEvent. */
            class GossipHeardEvent {

                /**
                 * Constructs a new GossipHeardEvent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: atoll.admin.v1.GossipHeardEvent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GossipHeardEvent name. */
                name: string;

                /** GossipHeardEvent payload. */
                payload: Uint8Array;

                /** GossipHeardEvent lamport. */
                lamport: Long;

                /** GossipHeardEvent sender. */
                sender: string;

                /**
                 * Creates a new GossipHeardEvent instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns GossipHeardEvent instance
                 */
                static create(properties: atoll.admin.v1.GossipHeardEvent.$Shape): atoll.admin.v1.GossipHeardEvent & atoll.admin.v1.GossipHeardEvent.$Shape;
                static create(properties?: atoll.admin.v1.GossipHeardEvent.$Properties): atoll.admin.v1.GossipHeardEvent;

                /**
                 * Encodes the specified GossipHeardEvent message. Does not implicitly {@link atoll.admin.v1.GossipHeardEvent.verify|verify} messages.
                 * @param message GossipHeardEvent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: atoll.admin.v1.GossipHeardEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GossipHeardEvent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipHeardEvent & atoll.admin.v1.GossipHeardEvent.$Shape} GossipHeardEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): atoll.admin.v1.GossipHeardEvent & atoll.admin.v1.GossipHeardEvent.$Shape;
            }

            namespace GossipHeardEvent {

                /** Properties of a GossipHeardEvent. */
                interface $Properties {

                    /** GossipHeardEvent name */
                    name?: (string|null);

                    /** GossipHeardEvent payload */
                    payload?: (Uint8Array|null);

                    /** GossipHeardEvent lamport */
                    lamport?: (Long|null);

                    /** GossipHeardEvent sender */
                    sender?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GossipHeardEvent. */
                type $Shape = atoll.admin.v1.GossipHeardEvent.$Properties;
            }
        }
    }
}
