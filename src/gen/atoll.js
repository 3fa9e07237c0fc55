// Generated from proto/ by `npm run generate`. Not edited by hand.
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["atoll-atoll"] || ($protobuf.roots["atoll-atoll"] = {});

export const atoll = $root.atoll = (() => {

    /**
     * Namespace atoll.
     * @exports atoll
     * @namespace
     */
    const atoll = {};

    atoll.admin = (function() {

        /**
         * Namespace admin.
         * @memberof atoll
         * @namespace
         */
        const admin = {};

        admin.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof atoll.admin
             * @namespace
             */
            const v1 = {};

            v1.RequestHeader = (function() {

                /**
                 * Properties of a RequestHeader.
                 * @typedef {Object} atoll.admin.v1.RequestHeader.$Properties
                 * @property {number|null} [format] RequestHeader format
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RequestHeader.
                 * @memberof atoll.admin.v1
                 * @interface IRequestHeader
                 * @augments atoll.admin.v1.RequestHeader.$Properties
                 * @deprecated Use atoll.admin.v1.RequestHeader.$Properties instead.
                 */

                /**
                 * Shape of a RequestHeader.
                 * @typedef {atoll.admin.v1.RequestHeader.$Properties} atoll.admin.v1.RequestHeader.$Shape
                 */

                /**
                 * Constructs a new RequestHeader.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RequestHeader.
                 * @constructor
                 * @param {atoll.admin.v1.RequestHeader.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RequestHeader = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RequestHeader format.
                 * @member {number} format
                 * @memberof atoll.admin.v1.RequestHeader
                 * @instance
                 */
                RequestHeader.prototype.format = 0;

                /**
                 * Creates a new RequestHeader instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RequestHeader
                 * @static
                 * @param {atoll.admin.v1.RequestHeader.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RequestHeader} RequestHeader instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RequestHeader.$Shape): atoll.admin.v1.RequestHeader & atoll.admin.v1.RequestHeader.$Shape;
                 *   (properties?: atoll.admin.v1.RequestHeader.$Properties): atoll.admin.v1.RequestHeader;
                 * }}
                 */
                RequestHeader.create = function(properties) {
                    return new RequestHeader(properties);
                };

                /**
                 * Encodes the specified RequestHeader message. Does not implicitly {@link atoll.admin.v1.RequestHeader.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RequestHeader
                 * @static
                 * @param {atoll.admin.v1.RequestHeader.$Properties} message RequestHeader message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RequestHeader.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RequestHeader message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RequestHeader
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RequestHeader & atoll.admin.v1.RequestHeader.$Shape} RequestHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RequestHeader.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RequestHeader();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.format = value;
                                else
                                    delete message.format;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RequestHeader;
            })();

            v1.ResponseHeader = (function() {

                /**
                 * Properties of a ResponseHeader.
                 * @typedef {Object} atoll.admin.v1.ResponseHeader.$Properties
                 * @property {number|null} [format] ResponseHeader format
                 * @property {Long|null} [cluster_id] ResponseHeader cluster_id
                 * @property {Long|null} [member_id] ResponseHeader member_id
                 * @property {string|null} [region] ResponseHeader region
                 * @property {Long|null} [revision] ResponseHeader revision
                 * @property {Long|null} [raft_term] ResponseHeader raft_term
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ResponseHeader.
                 * @memberof atoll.admin.v1
                 * @interface IResponseHeader
                 * @augments atoll.admin.v1.ResponseHeader.$Properties
                 * @deprecated Use atoll.admin.v1.ResponseHeader.$Properties instead.
                 */

                /**
                 * Shape of a ResponseHeader.
                 * @typedef {atoll.admin.v1.ResponseHeader.$Properties} atoll.admin.v1.ResponseHeader.$Shape
                 */

                /**
                 * Constructs a new ResponseHeader.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ResponseHeader.
                 * @constructor
                 * @param {atoll.admin.v1.ResponseHeader.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ResponseHeader = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ResponseHeader format.
                 * @member {number} format
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @instance
                 */
                ResponseHeader.prototype.format = 0;

                /**
                 * ResponseHeader cluster_id.
                 * @member {Long} cluster_id
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @instance
                 */
                ResponseHeader.prototype.cluster_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ResponseHeader member_id.
                 * @member {Long} member_id
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @instance
                 */
                ResponseHeader.prototype.member_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ResponseHeader region.
                 * @member {string} region
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @instance
                 */
                ResponseHeader.prototype.region = "";

                /**
                 * ResponseHeader revision.
                 * @member {Long} revision
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @instance
                 */
                ResponseHeader.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * ResponseHeader raft_term.
                 * @member {Long} raft_term
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @instance
                 */
                ResponseHeader.prototype.raft_term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new ResponseHeader instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @static
                 * @param {atoll.admin.v1.ResponseHeader.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ResponseHeader} ResponseHeader instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ResponseHeader.$Shape): atoll.admin.v1.ResponseHeader & atoll.admin.v1.ResponseHeader.$Shape;
                 *   (properties?: atoll.admin.v1.ResponseHeader.$Properties): atoll.admin.v1.ResponseHeader;
                 * }}
                 */
                ResponseHeader.create = function(properties) {
                    return new ResponseHeader(properties);
                };

                /**
                 * Encodes the specified ResponseHeader message. Does not implicitly {@link atoll.admin.v1.ResponseHeader.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @static
                 * @param {atoll.admin.v1.ResponseHeader.$Properties} message ResponseHeader message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ResponseHeader.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
                    if (message.cluster_id != null && $Object.hasOwnProperty.call(message, "cluster_id") && (typeof message.cluster_id === "object" ? message.cluster_id.low || message.cluster_id.high : message.cluster_id !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.cluster_id);
                    if (message.member_id != null && $Object.hasOwnProperty.call(message, "member_id") && (typeof message.member_id === "object" ? message.member_id.low || message.member_id.high : message.member_id !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.member_id);
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.region);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).int64(message.revision);
                    if (message.raft_term != null && $Object.hasOwnProperty.call(message, "raft_term") && (typeof message.raft_term === "object" ? message.raft_term.low || message.raft_term.high : message.raft_term !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.raft_term);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ResponseHeader message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ResponseHeader
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ResponseHeader & atoll.admin.v1.ResponseHeader.$Shape} ResponseHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ResponseHeader.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ResponseHeader();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.format = value;
                                else
                                    delete message.format;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.cluster_id = value;
                                else
                                    delete message.cluster_id;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.member_id = value;
                                else
                                    delete message.member_id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.raft_term = value;
                                else
                                    delete message.raft_term;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ResponseHeader;
            })();

            v1.StatusRequest = (function() {

                /**
                 * Properties of a StatusRequest.
                 * @typedef {Object} atoll.admin.v1.StatusRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] StatusRequest header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a StatusRequest.
                 * @memberof atoll.admin.v1
                 * @interface IStatusRequest
                 * @augments atoll.admin.v1.StatusRequest.$Properties
                 * @deprecated Use atoll.admin.v1.StatusRequest.$Properties instead.
                 */

                /**
                 * Shape of a StatusRequest.
                 * @typedef {atoll.admin.v1.StatusRequest.$Properties} atoll.admin.v1.StatusRequest.$Shape
                 */

                /**
                 * Constructs a new StatusRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a StatusRequest.
                 * @constructor
                 * @param {atoll.admin.v1.StatusRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const StatusRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * StatusRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.StatusRequest
                 * @instance
                 */
                StatusRequest.prototype.header = null;

                /**
                 * Creates a new StatusRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.StatusRequest
                 * @static
                 * @param {atoll.admin.v1.StatusRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.StatusRequest} StatusRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.StatusRequest.$Shape): atoll.admin.v1.StatusRequest & atoll.admin.v1.StatusRequest.$Shape;
                 *   (properties?: atoll.admin.v1.StatusRequest.$Properties): atoll.admin.v1.StatusRequest;
                 * }}
                 */
                StatusRequest.create = function(properties) {
                    return new StatusRequest(properties);
                };

                /**
                 * Encodes the specified StatusRequest message. Does not implicitly {@link atoll.admin.v1.StatusRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.StatusRequest
                 * @static
                 * @param {atoll.admin.v1.StatusRequest.$Properties} message StatusRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StatusRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a StatusRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.StatusRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.StatusRequest & atoll.admin.v1.StatusRequest.$Shape} StatusRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StatusRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.StatusRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return StatusRequest;
            })();

            v1.StatusResponse = (function() {

                /**
                 * Properties of a StatusResponse.
                 * @typedef {Object} atoll.admin.v1.StatusResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] StatusResponse header
                 * @property {string|null} [member_name] StatusResponse member_name
                 * @property {atoll.admin.v1.RaftStatus.$Properties|null} [raft] StatusResponse raft
                 * @property {atoll.admin.v1.StoreStatus.$Properties|null} [store] StatusResponse store
                 * @property {atoll.admin.v1.FederationStatus.$Properties|null} [federation] StatusResponse federation
                 * @property {Array.<string>|null} [alarms] StatusResponse alarms
                 * @property {atoll.admin.v1.SnapshotStatus.$Properties|null} [snapshots] StatusResponse snapshots
                 * @property {atoll.admin.v1.LevelStatus.$Properties|null} [level] StatusResponse level
                 * @property {Array.<atoll.admin.v1.ReplacedMember.$Properties>|null} [replaced] StatusResponse replaced
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a StatusResponse.
                 * @memberof atoll.admin.v1
                 * @interface IStatusResponse
                 * @augments atoll.admin.v1.StatusResponse.$Properties
                 * @deprecated Use atoll.admin.v1.StatusResponse.$Properties instead.
                 */

                /**
                 * Shape of a StatusResponse.
                 * @typedef {atoll.admin.v1.StatusResponse.$Properties} atoll.admin.v1.StatusResponse.$Shape
                 */

                /**
                 * Constructs a new StatusResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a StatusResponse.
                 * @constructor
                 * @param {atoll.admin.v1.StatusResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const StatusResponse = function (properties) {
                    this.alarms = [];
                    this.replaced = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * StatusResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.header = null;

                /**
                 * StatusResponse member_name.
                 * @member {string} member_name
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.member_name = "";

                /**
                 * StatusResponse raft.
                 * @member {atoll.admin.v1.RaftStatus.$Properties|null|undefined} raft
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.raft = null;

                /**
                 * StatusResponse store.
                 * @member {atoll.admin.v1.StoreStatus.$Properties|null|undefined} store
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.store = null;

                /**
                 * StatusResponse federation.
                 * @member {atoll.admin.v1.FederationStatus.$Properties|null|undefined} federation
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.federation = null;

                /**
                 * StatusResponse alarms.
                 * @member {Array.<string>} alarms
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.alarms = $util.emptyArray;

                /**
                 * StatusResponse snapshots.
                 * @member {atoll.admin.v1.SnapshotStatus.$Properties|null|undefined} snapshots
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.snapshots = null;

                /**
                 * StatusResponse level.
                 * @member {atoll.admin.v1.LevelStatus.$Properties|null|undefined} level
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.level = null;

                /**
                 * StatusResponse replaced.
                 * @member {Array.<atoll.admin.v1.ReplacedMember.$Properties>} replaced
                 * @memberof atoll.admin.v1.StatusResponse
                 * @instance
                 */
                StatusResponse.prototype.replaced = $util.emptyArray;

                /**
                 * Creates a new StatusResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.StatusResponse
                 * @static
                 * @param {atoll.admin.v1.StatusResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.StatusResponse} StatusResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.StatusResponse.$Shape): atoll.admin.v1.StatusResponse & atoll.admin.v1.StatusResponse.$Shape;
                 *   (properties?: atoll.admin.v1.StatusResponse.$Properties): atoll.admin.v1.StatusResponse;
                 * }}
                 */
                StatusResponse.create = function(properties) {
                    return new StatusResponse(properties);
                };

                /**
                 * Encodes the specified StatusResponse message. Does not implicitly {@link atoll.admin.v1.StatusResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.StatusResponse
                 * @static
                 * @param {atoll.admin.v1.StatusResponse.$Properties} message StatusResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StatusResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.member_name != null && $Object.hasOwnProperty.call(message, "member_name") && message.member_name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.member_name);
                    if (message.raft != null && $Object.hasOwnProperty.call(message, "raft"))
                        $root.atoll.admin.v1.RaftStatus.encode(message.raft, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.store != null && $Object.hasOwnProperty.call(message, "store"))
                        $root.atoll.admin.v1.StoreStatus.encode(message.store, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.federation != null && $Object.hasOwnProperty.call(message, "federation"))
                        $root.atoll.admin.v1.FederationStatus.encode(message.federation, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.alarms != null && message.alarms.length)
                        for (let i = 0; i < message.alarms.length; ++i)
                            writer.uint32(/* id 6, wireType 2 =*/50).string(message.alarms[i]);
                    if (message.snapshots != null && $Object.hasOwnProperty.call(message, "snapshots"))
                        $root.atoll.admin.v1.SnapshotStatus.encode(message.snapshots, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level"))
                        $root.atoll.admin.v1.LevelStatus.encode(message.level, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.replaced != null && message.replaced.length)
                        for (let i = 0; i < message.replaced.length; ++i)
                            $root.atoll.admin.v1.ReplacedMember.encode(message.replaced[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a StatusResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.StatusResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.StatusResponse & atoll.admin.v1.StatusResponse.$Shape} StatusResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StatusResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.StatusResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.member_name = value;
                                else
                                    delete message.member_name;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.raft = $root.atoll.admin.v1.RaftStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.raft);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.store = $root.atoll.admin.v1.StoreStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.store);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.federation = $root.atoll.admin.v1.FederationStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.federation);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.alarms && message.alarms.length))
                                    message.alarms = [];
                                message.alarms.push(reader.stringVerify());
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.snapshots = $root.atoll.admin.v1.SnapshotStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshots);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.level = $root.atoll.admin.v1.LevelStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.level);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.replaced && message.replaced.length))
                                    message.replaced = [];
                                message.replaced.push($root.atoll.admin.v1.ReplacedMember.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return StatusResponse;
            })();

            v1.ReplacedMember = (function() {

                /**
                 * Properties of a ReplacedMember.
                 * @typedef {Object} atoll.admin.v1.ReplacedMember.$Properties
                 * @property {Long|null} [member_id] ReplacedMember member_id
                 * @property {Long|null} [replaces] ReplacedMember replaces
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplacedMember.
                 * @memberof atoll.admin.v1
                 * @interface IReplacedMember
                 * @augments atoll.admin.v1.ReplacedMember.$Properties
                 * @deprecated Use atoll.admin.v1.ReplacedMember.$Properties instead.
                 */

                /**
                 * Shape of a ReplacedMember.
                 * @typedef {atoll.admin.v1.ReplacedMember.$Properties} atoll.admin.v1.ReplacedMember.$Shape
                 */

                /**
                 * Constructs a new ReplacedMember.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplacedMember.
                 * @constructor
                 * @param {atoll.admin.v1.ReplacedMember.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplacedMember = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplacedMember member_id.
                 * @member {Long} member_id
                 * @memberof atoll.admin.v1.ReplacedMember
                 * @instance
                 */
                ReplacedMember.prototype.member_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ReplacedMember replaces.
                 * @member {Long} replaces
                 * @memberof atoll.admin.v1.ReplacedMember
                 * @instance
                 */
                ReplacedMember.prototype.replaces = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new ReplacedMember instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplacedMember
                 * @static
                 * @param {atoll.admin.v1.ReplacedMember.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplacedMember} ReplacedMember instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplacedMember.$Shape): atoll.admin.v1.ReplacedMember & atoll.admin.v1.ReplacedMember.$Shape;
                 *   (properties?: atoll.admin.v1.ReplacedMember.$Properties): atoll.admin.v1.ReplacedMember;
                 * }}
                 */
                ReplacedMember.create = function(properties) {
                    return new ReplacedMember(properties);
                };

                /**
                 * Encodes the specified ReplacedMember message. Does not implicitly {@link atoll.admin.v1.ReplacedMember.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplacedMember
                 * @static
                 * @param {atoll.admin.v1.ReplacedMember.$Properties} message ReplacedMember message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplacedMember.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.member_id != null && $Object.hasOwnProperty.call(message, "member_id") && (typeof message.member_id === "object" ? message.member_id.low || message.member_id.high : message.member_id !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.member_id);
                    if (message.replaces != null && $Object.hasOwnProperty.call(message, "replaces") && (typeof message.replaces === "object" ? message.replaces.low || message.replaces.high : message.replaces !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.replaces);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplacedMember message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplacedMember
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplacedMember & atoll.admin.v1.ReplacedMember.$Shape} ReplacedMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplacedMember.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplacedMember();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.member_id = value;
                                else
                                    delete message.member_id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.replaces = value;
                                else
                                    delete message.replaces;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplacedMember;
            })();

            v1.LevelStatus = (function() {

                /**
                 * Properties of a LevelStatus.
                 * @typedef {Object} atoll.admin.v1.LevelStatus.$Properties
                 * @property {number|null} [region] LevelStatus region
                 * @property {number|null} [newest] LevelStatus newest
                 * @property {Array.<atoll.admin.v1.MemberLevel.$Properties>|null} [members] LevelStatus members
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LevelStatus.
                 * @memberof atoll.admin.v1
                 * @interface ILevelStatus
                 * @augments atoll.admin.v1.LevelStatus.$Properties
                 * @deprecated Use atoll.admin.v1.LevelStatus.$Properties instead.
                 */

                /**
                 * Shape of a LevelStatus.
                 * @typedef {atoll.admin.v1.LevelStatus.$Properties} atoll.admin.v1.LevelStatus.$Shape
                 */

                /**
                 * Constructs a new LevelStatus.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a LevelStatus.
                 * @constructor
                 * @param {atoll.admin.v1.LevelStatus.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LevelStatus = function (properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LevelStatus region.
                 * @member {number} region
                 * @memberof atoll.admin.v1.LevelStatus
                 * @instance
                 */
                LevelStatus.prototype.region = 0;

                /**
                 * LevelStatus newest.
                 * @member {number} newest
                 * @memberof atoll.admin.v1.LevelStatus
                 * @instance
                 */
                LevelStatus.prototype.newest = 0;

                /**
                 * LevelStatus members.
                 * @member {Array.<atoll.admin.v1.MemberLevel.$Properties>} members
                 * @memberof atoll.admin.v1.LevelStatus
                 * @instance
                 */
                LevelStatus.prototype.members = $util.emptyArray;

                /**
                 * Creates a new LevelStatus instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.LevelStatus
                 * @static
                 * @param {atoll.admin.v1.LevelStatus.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.LevelStatus} LevelStatus instance
                 * @type {{
                 *   (properties: atoll.admin.v1.LevelStatus.$Shape): atoll.admin.v1.LevelStatus & atoll.admin.v1.LevelStatus.$Shape;
                 *   (properties?: atoll.admin.v1.LevelStatus.$Properties): atoll.admin.v1.LevelStatus;
                 * }}
                 */
                LevelStatus.create = function(properties) {
                    return new LevelStatus(properties);
                };

                /**
                 * Encodes the specified LevelStatus message. Does not implicitly {@link atoll.admin.v1.LevelStatus.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.LevelStatus
                 * @static
                 * @param {atoll.admin.v1.LevelStatus.$Properties} message LevelStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LevelStatus.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.region);
                    if (message.newest != null && $Object.hasOwnProperty.call(message, "newest") && message.newest !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.newest);
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.atoll.admin.v1.MemberLevel.encode(message.members[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LevelStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.LevelStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.LevelStatus & atoll.admin.v1.LevelStatus.$Shape} LevelStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LevelStatus.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.LevelStatus();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.newest = value;
                                else
                                    delete message.newest;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.atoll.admin.v1.MemberLevel.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return LevelStatus;
            })();

            v1.MemberLevel = (function() {

                /**
                 * Properties of a MemberLevel.
                 * @typedef {Object} atoll.admin.v1.MemberLevel.$Properties
                 * @property {Long|null} [member_id] MemberLevel member_id
                 * @property {number|null} [newest] MemberLevel newest
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MemberLevel.
                 * @memberof atoll.admin.v1
                 * @interface IMemberLevel
                 * @augments atoll.admin.v1.MemberLevel.$Properties
                 * @deprecated Use atoll.admin.v1.MemberLevel.$Properties instead.
                 */

                /**
                 * Shape of a MemberLevel.
                 * @typedef {atoll.admin.v1.MemberLevel.$Properties} atoll.admin.v1.MemberLevel.$Shape
                 */

                /**
                 * Constructs a new MemberLevel.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a MemberLevel.
                 * @constructor
                 * @param {atoll.admin.v1.MemberLevel.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MemberLevel = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MemberLevel member_id.
                 * @member {Long} member_id
                 * @memberof atoll.admin.v1.MemberLevel
                 * @instance
                 */
                MemberLevel.prototype.member_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * MemberLevel newest.
                 * @member {number} newest
                 * @memberof atoll.admin.v1.MemberLevel
                 * @instance
                 */
                MemberLevel.prototype.newest = 0;

                /**
                 * Creates a new MemberLevel instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.MemberLevel
                 * @static
                 * @param {atoll.admin.v1.MemberLevel.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.MemberLevel} MemberLevel instance
                 * @type {{
                 *   (properties: atoll.admin.v1.MemberLevel.$Shape): atoll.admin.v1.MemberLevel & atoll.admin.v1.MemberLevel.$Shape;
                 *   (properties?: atoll.admin.v1.MemberLevel.$Properties): atoll.admin.v1.MemberLevel;
                 * }}
                 */
                MemberLevel.create = function(properties) {
                    return new MemberLevel(properties);
                };

                /**
                 * Encodes the specified MemberLevel message. Does not implicitly {@link atoll.admin.v1.MemberLevel.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.MemberLevel
                 * @static
                 * @param {atoll.admin.v1.MemberLevel.$Properties} message MemberLevel message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MemberLevel.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.member_id != null && $Object.hasOwnProperty.call(message, "member_id") && (typeof message.member_id === "object" ? message.member_id.low || message.member_id.high : message.member_id !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.member_id);
                    if (message.newest != null && $Object.hasOwnProperty.call(message, "newest") && message.newest !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.newest);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MemberLevel message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.MemberLevel
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.MemberLevel & atoll.admin.v1.MemberLevel.$Shape} MemberLevel
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MemberLevel.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.MemberLevel();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.member_id = value;
                                else
                                    delete message.member_id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.newest = value;
                                else
                                    delete message.newest;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return MemberLevel;
            })();

            v1.RegionFinaliseRequest = (function() {

                /**
                 * Properties of a RegionFinaliseRequest.
                 * @typedef {Object} atoll.admin.v1.RegionFinaliseRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] RegionFinaliseRequest header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegionFinaliseRequest.
                 * @memberof atoll.admin.v1
                 * @interface IRegionFinaliseRequest
                 * @augments atoll.admin.v1.RegionFinaliseRequest.$Properties
                 * @deprecated Use atoll.admin.v1.RegionFinaliseRequest.$Properties instead.
                 */

                /**
                 * Shape of a RegionFinaliseRequest.
                 * @typedef {atoll.admin.v1.RegionFinaliseRequest.$Properties} atoll.admin.v1.RegionFinaliseRequest.$Shape
                 */

                /**
                 * Constructs a new RegionFinaliseRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RegionFinaliseRequest.
                 * @constructor
                 * @param {atoll.admin.v1.RegionFinaliseRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegionFinaliseRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegionFinaliseRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.RegionFinaliseRequest
                 * @instance
                 */
                RegionFinaliseRequest.prototype.header = null;

                /**
                 * Creates a new RegionFinaliseRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RegionFinaliseRequest
                 * @static
                 * @param {atoll.admin.v1.RegionFinaliseRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RegionFinaliseRequest} RegionFinaliseRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RegionFinaliseRequest.$Shape): atoll.admin.v1.RegionFinaliseRequest & atoll.admin.v1.RegionFinaliseRequest.$Shape;
                 *   (properties?: atoll.admin.v1.RegionFinaliseRequest.$Properties): atoll.admin.v1.RegionFinaliseRequest;
                 * }}
                 */
                RegionFinaliseRequest.create = function(properties) {
                    return new RegionFinaliseRequest(properties);
                };

                /**
                 * Encodes the specified RegionFinaliseRequest message. Does not implicitly {@link atoll.admin.v1.RegionFinaliseRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RegionFinaliseRequest
                 * @static
                 * @param {atoll.admin.v1.RegionFinaliseRequest.$Properties} message RegionFinaliseRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegionFinaliseRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegionFinaliseRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RegionFinaliseRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionFinaliseRequest & atoll.admin.v1.RegionFinaliseRequest.$Shape} RegionFinaliseRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegionFinaliseRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RegionFinaliseRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RegionFinaliseRequest;
            })();

            v1.RegionFinaliseResponse = (function() {

                /**
                 * Properties of a RegionFinaliseResponse.
                 * @typedef {Object} atoll.admin.v1.RegionFinaliseResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] RegionFinaliseResponse header
                 * @property {number|null} [level] RegionFinaliseResponse level
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegionFinaliseResponse.
                 * @memberof atoll.admin.v1
                 * @interface IRegionFinaliseResponse
                 * @augments atoll.admin.v1.RegionFinaliseResponse.$Properties
                 * @deprecated Use atoll.admin.v1.RegionFinaliseResponse.$Properties instead.
                 */

                /**
                 * Shape of a RegionFinaliseResponse.
                 * @typedef {atoll.admin.v1.RegionFinaliseResponse.$Properties} atoll.admin.v1.RegionFinaliseResponse.$Shape
                 */

                /**
                 * Constructs a new RegionFinaliseResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RegionFinaliseResponse.
                 * @constructor
                 * @param {atoll.admin.v1.RegionFinaliseResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegionFinaliseResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegionFinaliseResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.RegionFinaliseResponse
                 * @instance
                 */
                RegionFinaliseResponse.prototype.header = null;

                /**
                 * RegionFinaliseResponse level.
                 * @member {number} level
                 * @memberof atoll.admin.v1.RegionFinaliseResponse
                 * @instance
                 */
                RegionFinaliseResponse.prototype.level = 0;

                /**
                 * Creates a new RegionFinaliseResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RegionFinaliseResponse
                 * @static
                 * @param {atoll.admin.v1.RegionFinaliseResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RegionFinaliseResponse} RegionFinaliseResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RegionFinaliseResponse.$Shape): atoll.admin.v1.RegionFinaliseResponse & atoll.admin.v1.RegionFinaliseResponse.$Shape;
                 *   (properties?: atoll.admin.v1.RegionFinaliseResponse.$Properties): atoll.admin.v1.RegionFinaliseResponse;
                 * }}
                 */
                RegionFinaliseResponse.create = function(properties) {
                    return new RegionFinaliseResponse(properties);
                };

                /**
                 * Encodes the specified RegionFinaliseResponse message. Does not implicitly {@link atoll.admin.v1.RegionFinaliseResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RegionFinaliseResponse
                 * @static
                 * @param {atoll.admin.v1.RegionFinaliseResponse.$Properties} message RegionFinaliseResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegionFinaliseResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.level);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegionFinaliseResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RegionFinaliseResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionFinaliseResponse & atoll.admin.v1.RegionFinaliseResponse.$Shape} RegionFinaliseResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegionFinaliseResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RegionFinaliseResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.level = value;
                                else
                                    delete message.level;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RegionFinaliseResponse;
            })();

            v1.SnapshotStatus = (function() {

                /**
                 * Properties of a SnapshotStatus.
                 * @typedef {Object} atoll.admin.v1.SnapshotStatus.$Properties
                 * @property {string|null} [file] SnapshotStatus file
                 * @property {Long|null} [revision] SnapshotStatus revision
                 * @property {Long|null} [verified_ms] SnapshotStatus verified_ms
                 * @property {Long|null} [failures] SnapshotStatus failures
                 * @property {string|null} [error] SnapshotStatus error
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SnapshotStatus.
                 * @memberof atoll.admin.v1
                 * @interface ISnapshotStatus
                 * @augments atoll.admin.v1.SnapshotStatus.$Properties
                 * @deprecated Use atoll.admin.v1.SnapshotStatus.$Properties instead.
                 */

                /**
                 * Shape of a SnapshotStatus.
                 * @typedef {atoll.admin.v1.SnapshotStatus.$Properties} atoll.admin.v1.SnapshotStatus.$Shape
                 */

                /**
                 * Constructs a new SnapshotStatus.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a SnapshotStatus.
                 * @constructor
                 * @param {atoll.admin.v1.SnapshotStatus.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SnapshotStatus = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SnapshotStatus file.
                 * @member {string} file
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @instance
                 */
                SnapshotStatus.prototype.file = "";

                /**
                 * SnapshotStatus revision.
                 * @member {Long} revision
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @instance
                 */
                SnapshotStatus.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * SnapshotStatus verified_ms.
                 * @member {Long} verified_ms
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @instance
                 */
                SnapshotStatus.prototype.verified_ms = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * SnapshotStatus failures.
                 * @member {Long} failures
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @instance
                 */
                SnapshotStatus.prototype.failures = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SnapshotStatus error.
                 * @member {string} error
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @instance
                 */
                SnapshotStatus.prototype.error = "";

                /**
                 * Creates a new SnapshotStatus instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @static
                 * @param {atoll.admin.v1.SnapshotStatus.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.SnapshotStatus} SnapshotStatus instance
                 * @type {{
                 *   (properties: atoll.admin.v1.SnapshotStatus.$Shape): atoll.admin.v1.SnapshotStatus & atoll.admin.v1.SnapshotStatus.$Shape;
                 *   (properties?: atoll.admin.v1.SnapshotStatus.$Properties): atoll.admin.v1.SnapshotStatus;
                 * }}
                 */
                SnapshotStatus.create = function(properties) {
                    return new SnapshotStatus(properties);
                };

                /**
                 * Encodes the specified SnapshotStatus message. Does not implicitly {@link atoll.admin.v1.SnapshotStatus.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @static
                 * @param {atoll.admin.v1.SnapshotStatus.$Properties} message SnapshotStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotStatus.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.file != null && $Object.hasOwnProperty.call(message, "file") && message.file !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.file);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).int64(message.revision);
                    if (message.verified_ms != null && $Object.hasOwnProperty.call(message, "verified_ms") && (typeof message.verified_ms === "object" ? message.verified_ms.low || message.verified_ms.high : message.verified_ms !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).int64(message.verified_ms);
                    if (message.failures != null && $Object.hasOwnProperty.call(message, "failures") && (typeof message.failures === "object" ? message.failures.low || message.failures.high : message.failures !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.failures);
                    if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.error);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SnapshotStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.SnapshotStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.SnapshotStatus & atoll.admin.v1.SnapshotStatus.$Shape} SnapshotStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotStatus.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.SnapshotStatus();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.file = value;
                                else
                                    delete message.file;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.verified_ms = value;
                                else
                                    delete message.verified_ms;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.failures = value;
                                else
                                    delete message.failures;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.error = value;
                                else
                                    delete message.error;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SnapshotStatus;
            })();

            v1.RaftStatus = (function() {

                /**
                 * Properties of a RaftStatus.
                 * @typedef {Object} atoll.admin.v1.RaftStatus.$Properties
                 * @property {string|null} [role] RaftStatus role
                 * @property {Long|null} [term] RaftStatus term
                 * @property {Long|null} [leader] RaftStatus leader
                 * @property {Long|null} [commit_index] RaftStatus commit_index
                 * @property {Long|null} [applied_index] RaftStatus applied_index
                 * @property {boolean|null} [learner] RaftStatus learner
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RaftStatus.
                 * @memberof atoll.admin.v1
                 * @interface IRaftStatus
                 * @augments atoll.admin.v1.RaftStatus.$Properties
                 * @deprecated Use atoll.admin.v1.RaftStatus.$Properties instead.
                 */

                /**
                 * Shape of a RaftStatus.
                 * @typedef {atoll.admin.v1.RaftStatus.$Properties} atoll.admin.v1.RaftStatus.$Shape
                 */

                /**
                 * Constructs a new RaftStatus.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RaftStatus.
                 * @constructor
                 * @param {atoll.admin.v1.RaftStatus.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RaftStatus = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RaftStatus role.
                 * @member {string} role
                 * @memberof atoll.admin.v1.RaftStatus
                 * @instance
                 */
                RaftStatus.prototype.role = "";

                /**
                 * RaftStatus term.
                 * @member {Long} term
                 * @memberof atoll.admin.v1.RaftStatus
                 * @instance
                 */
                RaftStatus.prototype.term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RaftStatus leader.
                 * @member {Long} leader
                 * @memberof atoll.admin.v1.RaftStatus
                 * @instance
                 */
                RaftStatus.prototype.leader = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RaftStatus commit_index.
                 * @member {Long} commit_index
                 * @memberof atoll.admin.v1.RaftStatus
                 * @instance
                 */
                RaftStatus.prototype.commit_index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RaftStatus applied_index.
                 * @member {Long} applied_index
                 * @memberof atoll.admin.v1.RaftStatus
                 * @instance
                 */
                RaftStatus.prototype.applied_index = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RaftStatus learner.
                 * @member {boolean} learner
                 * @memberof atoll.admin.v1.RaftStatus
                 * @instance
                 */
                RaftStatus.prototype.learner = false;

                /**
                 * Creates a new RaftStatus instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RaftStatus
                 * @static
                 * @param {atoll.admin.v1.RaftStatus.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RaftStatus} RaftStatus instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RaftStatus.$Shape): atoll.admin.v1.RaftStatus & atoll.admin.v1.RaftStatus.$Shape;
                 *   (properties?: atoll.admin.v1.RaftStatus.$Properties): atoll.admin.v1.RaftStatus;
                 * }}
                 */
                RaftStatus.create = function(properties) {
                    return new RaftStatus(properties);
                };

                /**
                 * Encodes the specified RaftStatus message. Does not implicitly {@link atoll.admin.v1.RaftStatus.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RaftStatus
                 * @static
                 * @param {atoll.admin.v1.RaftStatus.$Properties} message RaftStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RaftStatus.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.role);
                    if (message.term != null && $Object.hasOwnProperty.call(message, "term") && (typeof message.term === "object" ? message.term.low || message.term.high : message.term !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.term);
                    if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && (typeof message.leader === "object" ? message.leader.low || message.leader.high : message.leader !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.leader);
                    if (message.commit_index != null && $Object.hasOwnProperty.call(message, "commit_index") && (typeof message.commit_index === "object" ? message.commit_index.low || message.commit_index.high : message.commit_index !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.commit_index);
                    if (message.applied_index != null && $Object.hasOwnProperty.call(message, "applied_index") && (typeof message.applied_index === "object" ? message.applied_index.low || message.applied_index.high : message.applied_index !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.applied_index);
                    if (message.learner != null && $Object.hasOwnProperty.call(message, "learner") && message.learner !== false)
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.learner);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RaftStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RaftStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RaftStatus & atoll.admin.v1.RaftStatus.$Shape} RaftStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RaftStatus.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RaftStatus();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.role = value;
                                else
                                    delete message.role;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.term = value;
                                else
                                    delete message.term;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.leader = value;
                                else
                                    delete message.leader;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.commit_index = value;
                                else
                                    delete message.commit_index;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.applied_index = value;
                                else
                                    delete message.applied_index;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.learner = value;
                                else
                                    delete message.learner;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RaftStatus;
            })();

            v1.StoreStatus = (function() {

                /**
                 * Properties of a StoreStatus.
                 * @typedef {Object} atoll.admin.v1.StoreStatus.$Properties
                 * @property {Long|null} [bytes] StoreStatus bytes
                 * @property {Long|null} [bytes_in_use] StoreStatus bytes_in_use
                 * @property {Long|null} [quota_bytes] StoreStatus quota_bytes
                 * @property {Long|null} [compact_revision] StoreStatus compact_revision
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a StoreStatus.
                 * @memberof atoll.admin.v1
                 * @interface IStoreStatus
                 * @augments atoll.admin.v1.StoreStatus.$Properties
                 * @deprecated Use atoll.admin.v1.StoreStatus.$Properties instead.
                 */

                /**
                 * Shape of a StoreStatus.
                 * @typedef {atoll.admin.v1.StoreStatus.$Properties} atoll.admin.v1.StoreStatus.$Shape
                 */

                /**
                 * Constructs a new StoreStatus.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a StoreStatus.
                 * @constructor
                 * @param {atoll.admin.v1.StoreStatus.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const StoreStatus = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * StoreStatus bytes.
                 * @member {Long} bytes
                 * @memberof atoll.admin.v1.StoreStatus
                 * @instance
                 */
                StoreStatus.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * StoreStatus bytes_in_use.
                 * @member {Long} bytes_in_use
                 * @memberof atoll.admin.v1.StoreStatus
                 * @instance
                 */
                StoreStatus.prototype.bytes_in_use = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * StoreStatus quota_bytes.
                 * @member {Long} quota_bytes
                 * @memberof atoll.admin.v1.StoreStatus
                 * @instance
                 */
                StoreStatus.prototype.quota_bytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * StoreStatus compact_revision.
                 * @member {Long} compact_revision
                 * @memberof atoll.admin.v1.StoreStatus
                 * @instance
                 */
                StoreStatus.prototype.compact_revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * Creates a new StoreStatus instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.StoreStatus
                 * @static
                 * @param {atoll.admin.v1.StoreStatus.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.StoreStatus} StoreStatus instance
                 * @type {{
                 *   (properties: atoll.admin.v1.StoreStatus.$Shape): atoll.admin.v1.StoreStatus & atoll.admin.v1.StoreStatus.$Shape;
                 *   (properties?: atoll.admin.v1.StoreStatus.$Properties): atoll.admin.v1.StoreStatus;
                 * }}
                 */
                StoreStatus.create = function(properties) {
                    return new StoreStatus(properties);
                };

                /**
                 * Encodes the specified StoreStatus message. Does not implicitly {@link atoll.admin.v1.StoreStatus.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.StoreStatus
                 * @static
                 * @param {atoll.admin.v1.StoreStatus.$Properties} message StoreStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StoreStatus.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).int64(message.bytes);
                    if (message.bytes_in_use != null && $Object.hasOwnProperty.call(message, "bytes_in_use") && (typeof message.bytes_in_use === "object" ? message.bytes_in_use.low || message.bytes_in_use.high : message.bytes_in_use !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).int64(message.bytes_in_use);
                    if (message.quota_bytes != null && $Object.hasOwnProperty.call(message, "quota_bytes") && (typeof message.quota_bytes === "object" ? message.quota_bytes.low || message.quota_bytes.high : message.quota_bytes !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).int64(message.quota_bytes);
                    if (message.compact_revision != null && $Object.hasOwnProperty.call(message, "compact_revision") && (typeof message.compact_revision === "object" ? message.compact_revision.low || message.compact_revision.high : message.compact_revision !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).int64(message.compact_revision);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a StoreStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.StoreStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.StoreStatus & atoll.admin.v1.StoreStatus.$Shape} StoreStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StoreStatus.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.StoreStatus();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.bytes_in_use = value;
                                else
                                    delete message.bytes_in_use;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.quota_bytes = value;
                                else
                                    delete message.quota_bytes;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.compact_revision = value;
                                else
                                    delete message.compact_revision;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return StoreStatus;
            })();

            v1.FederationStatus = (function() {

                /**
                 * Properties of a FederationStatus.
                 * @typedef {Object} atoll.admin.v1.FederationStatus.$Properties
                 * @property {string|null} [region] FederationStatus region
                 * @property {Long|null} [incarnation] FederationStatus incarnation
                 * @property {Long|null} [clock_ms] FederationStatus clock_ms
                 * @property {number|null} [clock_counter] FederationStatus clock_counter
                 * @property {Array.<atoll.admin.v1.OriginProgress.$Properties>|null} [applied] FederationStatus applied
                 * @property {Array.<atoll.admin.v1.RegionReport.$Properties>|null} [reported] FederationStatus reported
                 * @property {Array.<Uint8Array>|null} [adopting] FederationStatus adopting
                 * @property {Long|null} [next_conflict] FederationStatus next_conflict
                 * @property {Long|null} [conflicts_dropped] FederationStatus conflicts_dropped
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a FederationStatus.
                 * @memberof atoll.admin.v1
                 * @interface IFederationStatus
                 * @augments atoll.admin.v1.FederationStatus.$Properties
                 * @deprecated Use atoll.admin.v1.FederationStatus.$Properties instead.
                 */

                /**
                 * Shape of a FederationStatus.
                 * @typedef {atoll.admin.v1.FederationStatus.$Properties} atoll.admin.v1.FederationStatus.$Shape
                 */

                /**
                 * Constructs a new FederationStatus.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a FederationStatus.
                 * @constructor
                 * @param {atoll.admin.v1.FederationStatus.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const FederationStatus = function (properties) {
                    this.applied = [];
                    this.reported = [];
                    this.adopting = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * FederationStatus region.
                 * @member {string} region
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.region = "";

                /**
                 * FederationStatus incarnation.
                 * @member {Long} incarnation
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.incarnation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * FederationStatus clock_ms.
                 * @member {Long} clock_ms
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.clock_ms = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * FederationStatus clock_counter.
                 * @member {number} clock_counter
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.clock_counter = 0;

                /**
                 * FederationStatus applied.
                 * @member {Array.<atoll.admin.v1.OriginProgress.$Properties>} applied
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.applied = $util.emptyArray;

                /**
                 * FederationStatus reported.
                 * @member {Array.<atoll.admin.v1.RegionReport.$Properties>} reported
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.reported = $util.emptyArray;

                /**
                 * FederationStatus adopting.
                 * @member {Array.<Uint8Array>} adopting
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.adopting = $util.emptyArray;

                /**
                 * FederationStatus next_conflict.
                 * @member {Long} next_conflict
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.next_conflict = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * FederationStatus conflicts_dropped.
                 * @member {Long} conflicts_dropped
                 * @memberof atoll.admin.v1.FederationStatus
                 * @instance
                 */
                FederationStatus.prototype.conflicts_dropped = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new FederationStatus instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.FederationStatus
                 * @static
                 * @param {atoll.admin.v1.FederationStatus.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.FederationStatus} FederationStatus instance
                 * @type {{
                 *   (properties: atoll.admin.v1.FederationStatus.$Shape): atoll.admin.v1.FederationStatus & atoll.admin.v1.FederationStatus.$Shape;
                 *   (properties?: atoll.admin.v1.FederationStatus.$Properties): atoll.admin.v1.FederationStatus;
                 * }}
                 */
                FederationStatus.create = function(properties) {
                    return new FederationStatus(properties);
                };

                /**
                 * Encodes the specified FederationStatus message. Does not implicitly {@link atoll.admin.v1.FederationStatus.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.FederationStatus
                 * @static
                 * @param {atoll.admin.v1.FederationStatus.$Properties} message FederationStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                FederationStatus.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.region);
                    if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && (typeof message.incarnation === "object" ? message.incarnation.low || message.incarnation.high : message.incarnation !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.incarnation);
                    if (message.clock_ms != null && $Object.hasOwnProperty.call(message, "clock_ms") && (typeof message.clock_ms === "object" ? message.clock_ms.low || message.clock_ms.high : message.clock_ms !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.clock_ms);
                    if (message.clock_counter != null && $Object.hasOwnProperty.call(message, "clock_counter") && message.clock_counter !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.clock_counter);
                    if (message.applied != null && message.applied.length)
                        for (let i = 0; i < message.applied.length; ++i)
                            $root.atoll.admin.v1.OriginProgress.encode(message.applied[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.reported != null && message.reported.length)
                        for (let i = 0; i < message.reported.length; ++i)
                            $root.atoll.admin.v1.RegionReport.encode(message.reported[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.adopting != null && message.adopting.length)
                        for (let i = 0; i < message.adopting.length; ++i)
                            writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.adopting[i]);
                    if (message.next_conflict != null && $Object.hasOwnProperty.call(message, "next_conflict") && (typeof message.next_conflict === "object" ? message.next_conflict.low || message.next_conflict.high : message.next_conflict !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.next_conflict);
                    if (message.conflicts_dropped != null && $Object.hasOwnProperty.call(message, "conflicts_dropped") && (typeof message.conflicts_dropped === "object" ? message.conflicts_dropped.low || message.conflicts_dropped.high : message.conflicts_dropped !== 0))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.conflicts_dropped);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a FederationStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.FederationStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.FederationStatus & atoll.admin.v1.FederationStatus.$Shape} FederationStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                FederationStatus.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.FederationStatus();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.incarnation = value;
                                else
                                    delete message.incarnation;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.clock_ms = value;
                                else
                                    delete message.clock_ms;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.clock_counter = value;
                                else
                                    delete message.clock_counter;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.applied && message.applied.length))
                                    message.applied = [];
                                message.applied.push($root.atoll.admin.v1.OriginProgress.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.reported && message.reported.length))
                                    message.reported = [];
                                message.reported.push($root.atoll.admin.v1.RegionReport.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.adopting && message.adopting.length))
                                    message.adopting = [];
                                message.adopting.push(reader.bytes());
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.next_conflict = value;
                                else
                                    delete message.next_conflict;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.conflicts_dropped = value;
                                else
                                    delete message.conflicts_dropped;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return FederationStatus;
            })();

            v1.OriginProgress = (function() {

                /**
                 * Properties of an OriginProgress.
                 * @typedef {Object} atoll.admin.v1.OriginProgress.$Properties
                 * @property {string|null} [origin] OriginProgress origin
                 * @property {Long|null} [sequence] OriginProgress sequence
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an OriginProgress.
                 * @memberof atoll.admin.v1
                 * @interface IOriginProgress
                 * @augments atoll.admin.v1.OriginProgress.$Properties
                 * @deprecated Use atoll.admin.v1.OriginProgress.$Properties instead.
                 */

                /**
                 * Shape of an OriginProgress.
                 * @typedef {atoll.admin.v1.OriginProgress.$Properties} atoll.admin.v1.OriginProgress.$Shape
                 */

                /**
                 * Constructs a new OriginProgress.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents an OriginProgress.
                 * @constructor
                 * @param {atoll.admin.v1.OriginProgress.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const OriginProgress = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * OriginProgress origin.
                 * @member {string} origin
                 * @memberof atoll.admin.v1.OriginProgress
                 * @instance
                 */
                OriginProgress.prototype.origin = "";

                /**
                 * OriginProgress sequence.
                 * @member {Long} sequence
                 * @memberof atoll.admin.v1.OriginProgress
                 * @instance
                 */
                OriginProgress.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new OriginProgress instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.OriginProgress
                 * @static
                 * @param {atoll.admin.v1.OriginProgress.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.OriginProgress} OriginProgress instance
                 * @type {{
                 *   (properties: atoll.admin.v1.OriginProgress.$Shape): atoll.admin.v1.OriginProgress & atoll.admin.v1.OriginProgress.$Shape;
                 *   (properties?: atoll.admin.v1.OriginProgress.$Properties): atoll.admin.v1.OriginProgress;
                 * }}
                 */
                OriginProgress.create = function(properties) {
                    return new OriginProgress(properties);
                };

                /**
                 * Encodes the specified OriginProgress message. Does not implicitly {@link atoll.admin.v1.OriginProgress.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.OriginProgress
                 * @static
                 * @param {atoll.admin.v1.OriginProgress.$Properties} message OriginProgress message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OriginProgress.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.origin);
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.sequence);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an OriginProgress message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.OriginProgress
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.OriginProgress & atoll.admin.v1.OriginProgress.$Shape} OriginProgress
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OriginProgress.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.OriginProgress();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.origin = value;
                                else
                                    delete message.origin;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return OriginProgress;
            })();

            v1.RegionReport = (function() {

                /**
                 * Properties of a RegionReport.
                 * @typedef {Object} atoll.admin.v1.RegionReport.$Properties
                 * @property {string|null} [region] RegionReport region
                 * @property {Array.<atoll.admin.v1.OriginProgress.$Properties>|null} [applied] RegionReport applied
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegionReport.
                 * @memberof atoll.admin.v1
                 * @interface IRegionReport
                 * @augments atoll.admin.v1.RegionReport.$Properties
                 * @deprecated Use atoll.admin.v1.RegionReport.$Properties instead.
                 */

                /**
                 * Shape of a RegionReport.
                 * @typedef {atoll.admin.v1.RegionReport.$Properties} atoll.admin.v1.RegionReport.$Shape
                 */

                /**
                 * Constructs a new RegionReport.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RegionReport.
                 * @constructor
                 * @param {atoll.admin.v1.RegionReport.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegionReport = function (properties) {
                    this.applied = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegionReport region.
                 * @member {string} region
                 * @memberof atoll.admin.v1.RegionReport
                 * @instance
                 */
                RegionReport.prototype.region = "";

                /**
                 * RegionReport applied.
                 * @member {Array.<atoll.admin.v1.OriginProgress.$Properties>} applied
                 * @memberof atoll.admin.v1.RegionReport
                 * @instance
                 */
                RegionReport.prototype.applied = $util.emptyArray;

                /**
                 * Creates a new RegionReport instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RegionReport
                 * @static
                 * @param {atoll.admin.v1.RegionReport.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RegionReport} RegionReport instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RegionReport.$Shape): atoll.admin.v1.RegionReport & atoll.admin.v1.RegionReport.$Shape;
                 *   (properties?: atoll.admin.v1.RegionReport.$Properties): atoll.admin.v1.RegionReport;
                 * }}
                 */
                RegionReport.create = function(properties) {
                    return new RegionReport(properties);
                };

                /**
                 * Encodes the specified RegionReport message. Does not implicitly {@link atoll.admin.v1.RegionReport.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RegionReport
                 * @static
                 * @param {atoll.admin.v1.RegionReport.$Properties} message RegionReport message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegionReport.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.region);
                    if (message.applied != null && message.applied.length)
                        for (let i = 0; i < message.applied.length; ++i)
                            $root.atoll.admin.v1.OriginProgress.encode(message.applied[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegionReport message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RegionReport
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionReport & atoll.admin.v1.RegionReport.$Shape} RegionReport
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegionReport.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RegionReport();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.applied && message.applied.length))
                                    message.applied = [];
                                message.applied.push($root.atoll.admin.v1.OriginProgress.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RegionReport;
            })();

            v1.RegionListRequest = (function() {

                /**
                 * Properties of a RegionListRequest.
                 * @typedef {Object} atoll.admin.v1.RegionListRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] RegionListRequest header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegionListRequest.
                 * @memberof atoll.admin.v1
                 * @interface IRegionListRequest
                 * @augments atoll.admin.v1.RegionListRequest.$Properties
                 * @deprecated Use atoll.admin.v1.RegionListRequest.$Properties instead.
                 */

                /**
                 * Shape of a RegionListRequest.
                 * @typedef {atoll.admin.v1.RegionListRequest.$Properties} atoll.admin.v1.RegionListRequest.$Shape
                 */

                /**
                 * Constructs a new RegionListRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RegionListRequest.
                 * @constructor
                 * @param {atoll.admin.v1.RegionListRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegionListRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegionListRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.RegionListRequest
                 * @instance
                 */
                RegionListRequest.prototype.header = null;

                /**
                 * Creates a new RegionListRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RegionListRequest
                 * @static
                 * @param {atoll.admin.v1.RegionListRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RegionListRequest} RegionListRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RegionListRequest.$Shape): atoll.admin.v1.RegionListRequest & atoll.admin.v1.RegionListRequest.$Shape;
                 *   (properties?: atoll.admin.v1.RegionListRequest.$Properties): atoll.admin.v1.RegionListRequest;
                 * }}
                 */
                RegionListRequest.create = function(properties) {
                    return new RegionListRequest(properties);
                };

                /**
                 * Encodes the specified RegionListRequest message. Does not implicitly {@link atoll.admin.v1.RegionListRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RegionListRequest
                 * @static
                 * @param {atoll.admin.v1.RegionListRequest.$Properties} message RegionListRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegionListRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegionListRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RegionListRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionListRequest & atoll.admin.v1.RegionListRequest.$Shape} RegionListRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegionListRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RegionListRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RegionListRequest;
            })();

            v1.RegionListResponse = (function() {

                /**
                 * Properties of a RegionListResponse.
                 * @typedef {Object} atoll.admin.v1.RegionListResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] RegionListResponse header
                 * @property {Array.<atoll.admin.v1.Region.$Properties>|null} [regions] RegionListResponse regions
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegionListResponse.
                 * @memberof atoll.admin.v1
                 * @interface IRegionListResponse
                 * @augments atoll.admin.v1.RegionListResponse.$Properties
                 * @deprecated Use atoll.admin.v1.RegionListResponse.$Properties instead.
                 */

                /**
                 * Shape of a RegionListResponse.
                 * @typedef {atoll.admin.v1.RegionListResponse.$Properties} atoll.admin.v1.RegionListResponse.$Shape
                 */

                /**
                 * Constructs a new RegionListResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RegionListResponse.
                 * @constructor
                 * @param {atoll.admin.v1.RegionListResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegionListResponse = function (properties) {
                    this.regions = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegionListResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.RegionListResponse
                 * @instance
                 */
                RegionListResponse.prototype.header = null;

                /**
                 * RegionListResponse regions.
                 * @member {Array.<atoll.admin.v1.Region.$Properties>} regions
                 * @memberof atoll.admin.v1.RegionListResponse
                 * @instance
                 */
                RegionListResponse.prototype.regions = $util.emptyArray;

                /**
                 * Creates a new RegionListResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RegionListResponse
                 * @static
                 * @param {atoll.admin.v1.RegionListResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RegionListResponse} RegionListResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RegionListResponse.$Shape): atoll.admin.v1.RegionListResponse & atoll.admin.v1.RegionListResponse.$Shape;
                 *   (properties?: atoll.admin.v1.RegionListResponse.$Properties): atoll.admin.v1.RegionListResponse;
                 * }}
                 */
                RegionListResponse.create = function(properties) {
                    return new RegionListResponse(properties);
                };

                /**
                 * Encodes the specified RegionListResponse message. Does not implicitly {@link atoll.admin.v1.RegionListResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RegionListResponse
                 * @static
                 * @param {atoll.admin.v1.RegionListResponse.$Properties} message RegionListResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegionListResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.regions != null && message.regions.length)
                        for (let i = 0; i < message.regions.length; ++i)
                            $root.atoll.admin.v1.Region.encode(message.regions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegionListResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RegionListResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionListResponse & atoll.admin.v1.RegionListResponse.$Shape} RegionListResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegionListResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RegionListResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.regions && message.regions.length))
                                    message.regions = [];
                                message.regions.push($root.atoll.admin.v1.Region.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RegionListResponse;
            })();

            v1.Region = (function() {

                /**
                 * Properties of a Region.
                 * @typedef {Object} atoll.admin.v1.Region.$Properties
                 * @property {string|null} [name] Region name
                 * @property {boolean|null} [self] Region self
                 * @property {boolean|null} [connected] Region connected
                 * @property {string|null} [source] Region source
                 * @property {Long|null} [applied_sequence] Region applied_sequence
                 * @property {Long|null} [head_sequence] Region head_sequence
                 * @property {Long|null} [silent_ms] Region silent_ms
                 * @property {Array.<atoll.admin.v1.RegionMember.$Properties>|null} [members] Region members
                 * @property {string|null} [standing] Region standing
                 * @property {Long|null} [standing_ms] Region standing_ms
                 * @property {string|null} [leader] Region leader
                 * @property {number|null} [level] Region level
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Region.
                 * @memberof atoll.admin.v1
                 * @interface IRegion
                 * @augments atoll.admin.v1.Region.$Properties
                 * @deprecated Use atoll.admin.v1.Region.$Properties instead.
                 */

                /**
                 * Shape of a Region.
                 * @typedef {atoll.admin.v1.Region.$Properties} atoll.admin.v1.Region.$Shape
                 */

                /**
                 * Constructs a new Region.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a Region.
                 * @constructor
                 * @param {atoll.admin.v1.Region.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Region = function (properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Region name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.name = "";

                /**
                 * Region self.
                 * @member {boolean} self
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.self = false;

                /**
                 * Region connected.
                 * @member {boolean} connected
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.connected = false;

                /**
                 * Region source.
                 * @member {string} source
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.source = "";

                /**
                 * Region applied_sequence.
                 * @member {Long} applied_sequence
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.applied_sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Region head_sequence.
                 * @member {Long} head_sequence
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.head_sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Region silent_ms.
                 * @member {Long|null|undefined} silent_ms
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.silent_ms = null;

                /**
                 * Region members.
                 * @member {Array.<atoll.admin.v1.RegionMember.$Properties>} members
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.members = $util.emptyArray;

                /**
                 * Region standing.
                 * @member {string} standing
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.standing = "";

                /**
                 * Region standing_ms.
                 * @member {Long} standing_ms
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.standing_ms = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Region leader.
                 * @member {string} leader
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.leader = "";

                /**
                 * Region level.
                 * @member {number} level
                 * @memberof atoll.admin.v1.Region
                 * @instance
                 */
                Region.prototype.level = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Region.prototype, "_silent_ms", {
                    get: $util.oneOfGetter($oneOfFields = ["silent_ms"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Region instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.Region
                 * @static
                 * @param {atoll.admin.v1.Region.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.Region} Region instance
                 * @type {{
                 *   (properties: atoll.admin.v1.Region.$Shape): atoll.admin.v1.Region & atoll.admin.v1.Region.$Shape;
                 *   (properties?: atoll.admin.v1.Region.$Properties): atoll.admin.v1.Region;
                 * }}
                 */
                Region.create = function(properties) {
                    return new Region(properties);
                };

                /**
                 * Encodes the specified Region message. Does not implicitly {@link atoll.admin.v1.Region.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.Region
                 * @static
                 * @param {atoll.admin.v1.Region.$Properties} message Region message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Region.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.self != null && $Object.hasOwnProperty.call(message, "self") && message.self !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.self);
                    if (message.connected != null && $Object.hasOwnProperty.call(message, "connected") && message.connected !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.connected);
                    if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.source);
                    if (message.applied_sequence != null && $Object.hasOwnProperty.call(message, "applied_sequence") && (typeof message.applied_sequence === "object" ? message.applied_sequence.low || message.applied_sequence.high : message.applied_sequence !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.applied_sequence);
                    if (message.head_sequence != null && $Object.hasOwnProperty.call(message, "head_sequence") && (typeof message.head_sequence === "object" ? message.head_sequence.low || message.head_sequence.high : message.head_sequence !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.head_sequence);
                    if (message.silent_ms != null && $Object.hasOwnProperty.call(message, "silent_ms"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.silent_ms);
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.atoll.admin.v1.RegionMember.encode(message.members[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.standing != null && $Object.hasOwnProperty.call(message, "standing") && message.standing !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.standing);
                    if (message.standing_ms != null && $Object.hasOwnProperty.call(message, "standing_ms") && (typeof message.standing_ms === "object" ? message.standing_ms.low || message.standing_ms.high : message.standing_ms !== 0))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.standing_ms);
                    if (message.leader != null && $Object.hasOwnProperty.call(message, "leader") && message.leader !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.leader);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                        writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.level);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Region message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.Region
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Region & atoll.admin.v1.Region.$Shape} Region
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Region.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.Region();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.self = value;
                                else
                                    delete message.self;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.connected = value;
                                else
                                    delete message.connected;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.source = value;
                                else
                                    delete message.source;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.applied_sequence = value;
                                else
                                    delete message.applied_sequence;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.head_sequence = value;
                                else
                                    delete message.head_sequence;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.silent_ms = reader.uint64();
                                message._silent_ms = "silent_ms";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.atoll.admin.v1.RegionMember.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.standing = value;
                                else
                                    delete message.standing;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.standing_ms = value;
                                else
                                    delete message.standing_ms;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.leader = value;
                                else
                                    delete message.leader;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.level = value;
                                else
                                    delete message.level;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Region;
            })();

            v1.RegionMember = (function() {

                /**
                 * Properties of a RegionMember.
                 * @typedef {Object} atoll.admin.v1.RegionMember.$Properties
                 * @property {string|null} [name] RegionMember name
                 * @property {string|null} [address] RegionMember address
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RegionMember.
                 * @memberof atoll.admin.v1
                 * @interface IRegionMember
                 * @augments atoll.admin.v1.RegionMember.$Properties
                 * @deprecated Use atoll.admin.v1.RegionMember.$Properties instead.
                 */

                /**
                 * Shape of a RegionMember.
                 * @typedef {atoll.admin.v1.RegionMember.$Properties} atoll.admin.v1.RegionMember.$Shape
                 */

                /**
                 * Constructs a new RegionMember.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a RegionMember.
                 * @constructor
                 * @param {atoll.admin.v1.RegionMember.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RegionMember = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RegionMember name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.RegionMember
                 * @instance
                 */
                RegionMember.prototype.name = "";

                /**
                 * RegionMember address.
                 * @member {string} address
                 * @memberof atoll.admin.v1.RegionMember
                 * @instance
                 */
                RegionMember.prototype.address = "";

                /**
                 * Creates a new RegionMember instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.RegionMember
                 * @static
                 * @param {atoll.admin.v1.RegionMember.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.RegionMember} RegionMember instance
                 * @type {{
                 *   (properties: atoll.admin.v1.RegionMember.$Shape): atoll.admin.v1.RegionMember & atoll.admin.v1.RegionMember.$Shape;
                 *   (properties?: atoll.admin.v1.RegionMember.$Properties): atoll.admin.v1.RegionMember;
                 * }}
                 */
                RegionMember.create = function(properties) {
                    return new RegionMember(properties);
                };

                /**
                 * Encodes the specified RegionMember message. Does not implicitly {@link atoll.admin.v1.RegionMember.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.RegionMember
                 * @static
                 * @param {atoll.admin.v1.RegionMember.$Properties} message RegionMember message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RegionMember.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.address);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RegionMember message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.RegionMember
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.RegionMember & atoll.admin.v1.RegionMember.$Shape} RegionMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RegionMember.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.RegionMember();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.address = value;
                                else
                                    delete message.address;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return RegionMember;
            })();

            v1.Rule = (function() {

                /**
                 * Properties of a Rule.
                 * @typedef {Object} atoll.admin.v1.Rule.$Properties
                 * @property {Uint8Array|null} [prefix] Rule prefix
                 * @property {string|null} [policy] Rule policy
                 * @property {string|null} [cas] Rule cas
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Rule.
                 * @memberof atoll.admin.v1
                 * @interface IRule
                 * @augments atoll.admin.v1.Rule.$Properties
                 * @deprecated Use atoll.admin.v1.Rule.$Properties instead.
                 */

                /**
                 * Shape of a Rule.
                 * @typedef {atoll.admin.v1.Rule.$Properties} atoll.admin.v1.Rule.$Shape
                 */

                /**
                 * Constructs a new Rule.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a Rule.
                 * @constructor
                 * @param {atoll.admin.v1.Rule.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Rule = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Rule prefix.
                 * @member {Uint8Array} prefix
                 * @memberof atoll.admin.v1.Rule
                 * @instance
                 */
                Rule.prototype.prefix = $util.newBuffer([]);

                /**
                 * Rule policy.
                 * @member {string} policy
                 * @memberof atoll.admin.v1.Rule
                 * @instance
                 */
                Rule.prototype.policy = "";

                /**
                 * Rule cas.
                 * @member {string} cas
                 * @memberof atoll.admin.v1.Rule
                 * @instance
                 */
                Rule.prototype.cas = "";

                /**
                 * Creates a new Rule instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.Rule
                 * @static
                 * @param {atoll.admin.v1.Rule.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.Rule} Rule instance
                 * @type {{
                 *   (properties: atoll.admin.v1.Rule.$Shape): atoll.admin.v1.Rule & atoll.admin.v1.Rule.$Shape;
                 *   (properties?: atoll.admin.v1.Rule.$Properties): atoll.admin.v1.Rule;
                 * }}
                 */
                Rule.create = function(properties) {
                    return new Rule(properties);
                };

                /**
                 * Encodes the specified Rule message. Does not implicitly {@link atoll.admin.v1.Rule.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.Rule
                 * @static
                 * @param {atoll.admin.v1.Rule.$Properties} message Rule message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Rule.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.prefix);
                    if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.policy);
                    if (message.cas != null && $Object.hasOwnProperty.call(message, "cas") && message.cas !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.cas);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Rule message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.Rule
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Rule & atoll.admin.v1.Rule.$Shape} Rule
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Rule.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.Rule();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.prefix = value;
                                else
                                    delete message.prefix;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.policy = value;
                                else
                                    delete message.policy;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.cas = value;
                                else
                                    delete message.cas;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Rule;
            })();

            v1.ReplicateSetRequest = (function() {

                /**
                 * Properties of a ReplicateSetRequest.
                 * @typedef {Object} atoll.admin.v1.ReplicateSetRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] ReplicateSetRequest header
                 * @property {atoll.admin.v1.Rule.$Properties|null} [rule] ReplicateSetRequest rule
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplicateSetRequest.
                 * @memberof atoll.admin.v1
                 * @interface IReplicateSetRequest
                 * @augments atoll.admin.v1.ReplicateSetRequest.$Properties
                 * @deprecated Use atoll.admin.v1.ReplicateSetRequest.$Properties instead.
                 */

                /**
                 * Shape of a ReplicateSetRequest.
                 * @typedef {atoll.admin.v1.ReplicateSetRequest.$Properties} atoll.admin.v1.ReplicateSetRequest.$Shape
                 */

                /**
                 * Constructs a new ReplicateSetRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplicateSetRequest.
                 * @constructor
                 * @param {atoll.admin.v1.ReplicateSetRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplicateSetRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplicateSetRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ReplicateSetRequest
                 * @instance
                 */
                ReplicateSetRequest.prototype.header = null;

                /**
                 * ReplicateSetRequest rule.
                 * @member {atoll.admin.v1.Rule.$Properties|null|undefined} rule
                 * @memberof atoll.admin.v1.ReplicateSetRequest
                 * @instance
                 */
                ReplicateSetRequest.prototype.rule = null;

                /**
                 * Creates a new ReplicateSetRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplicateSetRequest
                 * @static
                 * @param {atoll.admin.v1.ReplicateSetRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplicateSetRequest} ReplicateSetRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplicateSetRequest.$Shape): atoll.admin.v1.ReplicateSetRequest & atoll.admin.v1.ReplicateSetRequest.$Shape;
                 *   (properties?: atoll.admin.v1.ReplicateSetRequest.$Properties): atoll.admin.v1.ReplicateSetRequest;
                 * }}
                 */
                ReplicateSetRequest.create = function(properties) {
                    return new ReplicateSetRequest(properties);
                };

                /**
                 * Encodes the specified ReplicateSetRequest message. Does not implicitly {@link atoll.admin.v1.ReplicateSetRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplicateSetRequest
                 * @static
                 * @param {atoll.admin.v1.ReplicateSetRequest.$Properties} message ReplicateSetRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplicateSetRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.rule != null && $Object.hasOwnProperty.call(message, "rule"))
                        $root.atoll.admin.v1.Rule.encode(message.rule, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplicateSetRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplicateSetRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateSetRequest & atoll.admin.v1.ReplicateSetRequest.$Shape} ReplicateSetRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplicateSetRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplicateSetRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.rule = $root.atoll.admin.v1.Rule.decode(reader, reader.size(), $undefined, _depth + 1, message.rule);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicateSetRequest;
            })();

            v1.ReplicateSetResponse = (function() {

                /**
                 * Properties of a ReplicateSetResponse.
                 * @typedef {Object} atoll.admin.v1.ReplicateSetResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] ReplicateSetResponse header
                 * @property {atoll.admin.v1.Rule.$Properties|null} [rule] ReplicateSetResponse rule
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplicateSetResponse.
                 * @memberof atoll.admin.v1
                 * @interface IReplicateSetResponse
                 * @augments atoll.admin.v1.ReplicateSetResponse.$Properties
                 * @deprecated Use atoll.admin.v1.ReplicateSetResponse.$Properties instead.
                 */

                /**
                 * Shape of a ReplicateSetResponse.
                 * @typedef {atoll.admin.v1.ReplicateSetResponse.$Properties} atoll.admin.v1.ReplicateSetResponse.$Shape
                 */

                /**
                 * Constructs a new ReplicateSetResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplicateSetResponse.
                 * @constructor
                 * @param {atoll.admin.v1.ReplicateSetResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplicateSetResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplicateSetResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ReplicateSetResponse
                 * @instance
                 */
                ReplicateSetResponse.prototype.header = null;

                /**
                 * ReplicateSetResponse rule.
                 * @member {atoll.admin.v1.Rule.$Properties|null|undefined} rule
                 * @memberof atoll.admin.v1.ReplicateSetResponse
                 * @instance
                 */
                ReplicateSetResponse.prototype.rule = null;

                /**
                 * Creates a new ReplicateSetResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplicateSetResponse
                 * @static
                 * @param {atoll.admin.v1.ReplicateSetResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplicateSetResponse} ReplicateSetResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplicateSetResponse.$Shape): atoll.admin.v1.ReplicateSetResponse & atoll.admin.v1.ReplicateSetResponse.$Shape;
                 *   (properties?: atoll.admin.v1.ReplicateSetResponse.$Properties): atoll.admin.v1.ReplicateSetResponse;
                 * }}
                 */
                ReplicateSetResponse.create = function(properties) {
                    return new ReplicateSetResponse(properties);
                };

                /**
                 * Encodes the specified ReplicateSetResponse message. Does not implicitly {@link atoll.admin.v1.ReplicateSetResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplicateSetResponse
                 * @static
                 * @param {atoll.admin.v1.ReplicateSetResponse.$Properties} message ReplicateSetResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplicateSetResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.rule != null && $Object.hasOwnProperty.call(message, "rule"))
                        $root.atoll.admin.v1.Rule.encode(message.rule, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplicateSetResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplicateSetResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateSetResponse & atoll.admin.v1.ReplicateSetResponse.$Shape} ReplicateSetResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplicateSetResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplicateSetResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.rule = $root.atoll.admin.v1.Rule.decode(reader, reader.size(), $undefined, _depth + 1, message.rule);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicateSetResponse;
            })();

            v1.ReplicateListRequest = (function() {

                /**
                 * Properties of a ReplicateListRequest.
                 * @typedef {Object} atoll.admin.v1.ReplicateListRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] ReplicateListRequest header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplicateListRequest.
                 * @memberof atoll.admin.v1
                 * @interface IReplicateListRequest
                 * @augments atoll.admin.v1.ReplicateListRequest.$Properties
                 * @deprecated Use atoll.admin.v1.ReplicateListRequest.$Properties instead.
                 */

                /**
                 * Shape of a ReplicateListRequest.
                 * @typedef {atoll.admin.v1.ReplicateListRequest.$Properties} atoll.admin.v1.ReplicateListRequest.$Shape
                 */

                /**
                 * Constructs a new ReplicateListRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplicateListRequest.
                 * @constructor
                 * @param {atoll.admin.v1.ReplicateListRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplicateListRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplicateListRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ReplicateListRequest
                 * @instance
                 */
                ReplicateListRequest.prototype.header = null;

                /**
                 * Creates a new ReplicateListRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplicateListRequest
                 * @static
                 * @param {atoll.admin.v1.ReplicateListRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplicateListRequest} ReplicateListRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplicateListRequest.$Shape): atoll.admin.v1.ReplicateListRequest & atoll.admin.v1.ReplicateListRequest.$Shape;
                 *   (properties?: atoll.admin.v1.ReplicateListRequest.$Properties): atoll.admin.v1.ReplicateListRequest;
                 * }}
                 */
                ReplicateListRequest.create = function(properties) {
                    return new ReplicateListRequest(properties);
                };

                /**
                 * Encodes the specified ReplicateListRequest message. Does not implicitly {@link atoll.admin.v1.ReplicateListRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplicateListRequest
                 * @static
                 * @param {atoll.admin.v1.ReplicateListRequest.$Properties} message ReplicateListRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplicateListRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplicateListRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplicateListRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateListRequest & atoll.admin.v1.ReplicateListRequest.$Shape} ReplicateListRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplicateListRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplicateListRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicateListRequest;
            })();

            v1.ReplicateListResponse = (function() {

                /**
                 * Properties of a ReplicateListResponse.
                 * @typedef {Object} atoll.admin.v1.ReplicateListResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] ReplicateListResponse header
                 * @property {Array.<atoll.admin.v1.Rule.$Properties>|null} [rules] ReplicateListResponse rules
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplicateListResponse.
                 * @memberof atoll.admin.v1
                 * @interface IReplicateListResponse
                 * @augments atoll.admin.v1.ReplicateListResponse.$Properties
                 * @deprecated Use atoll.admin.v1.ReplicateListResponse.$Properties instead.
                 */

                /**
                 * Shape of a ReplicateListResponse.
                 * @typedef {atoll.admin.v1.ReplicateListResponse.$Properties} atoll.admin.v1.ReplicateListResponse.$Shape
                 */

                /**
                 * Constructs a new ReplicateListResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplicateListResponse.
                 * @constructor
                 * @param {atoll.admin.v1.ReplicateListResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplicateListResponse = function (properties) {
                    this.rules = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplicateListResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ReplicateListResponse
                 * @instance
                 */
                ReplicateListResponse.prototype.header = null;

                /**
                 * ReplicateListResponse rules.
                 * @member {Array.<atoll.admin.v1.Rule.$Properties>} rules
                 * @memberof atoll.admin.v1.ReplicateListResponse
                 * @instance
                 */
                ReplicateListResponse.prototype.rules = $util.emptyArray;

                /**
                 * Creates a new ReplicateListResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplicateListResponse
                 * @static
                 * @param {atoll.admin.v1.ReplicateListResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplicateListResponse} ReplicateListResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplicateListResponse.$Shape): atoll.admin.v1.ReplicateListResponse & atoll.admin.v1.ReplicateListResponse.$Shape;
                 *   (properties?: atoll.admin.v1.ReplicateListResponse.$Properties): atoll.admin.v1.ReplicateListResponse;
                 * }}
                 */
                ReplicateListResponse.create = function(properties) {
                    return new ReplicateListResponse(properties);
                };

                /**
                 * Encodes the specified ReplicateListResponse message. Does not implicitly {@link atoll.admin.v1.ReplicateListResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplicateListResponse
                 * @static
                 * @param {atoll.admin.v1.ReplicateListResponse.$Properties} message ReplicateListResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplicateListResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.rules != null && message.rules.length)
                        for (let i = 0; i < message.rules.length; ++i)
                            $root.atoll.admin.v1.Rule.encode(message.rules[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplicateListResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplicateListResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateListResponse & atoll.admin.v1.ReplicateListResponse.$Shape} ReplicateListResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplicateListResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplicateListResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.rules && message.rules.length))
                                    message.rules = [];
                                message.rules.push($root.atoll.admin.v1.Rule.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicateListResponse;
            })();

            v1.ReplicateRemoveRequest = (function() {

                /**
                 * Properties of a ReplicateRemoveRequest.
                 * @typedef {Object} atoll.admin.v1.ReplicateRemoveRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] ReplicateRemoveRequest header
                 * @property {Uint8Array|null} [prefix] ReplicateRemoveRequest prefix
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplicateRemoveRequest.
                 * @memberof atoll.admin.v1
                 * @interface IReplicateRemoveRequest
                 * @augments atoll.admin.v1.ReplicateRemoveRequest.$Properties
                 * @deprecated Use atoll.admin.v1.ReplicateRemoveRequest.$Properties instead.
                 */

                /**
                 * Shape of a ReplicateRemoveRequest.
                 * @typedef {atoll.admin.v1.ReplicateRemoveRequest.$Properties} atoll.admin.v1.ReplicateRemoveRequest.$Shape
                 */

                /**
                 * Constructs a new ReplicateRemoveRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplicateRemoveRequest.
                 * @constructor
                 * @param {atoll.admin.v1.ReplicateRemoveRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplicateRemoveRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplicateRemoveRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ReplicateRemoveRequest
                 * @instance
                 */
                ReplicateRemoveRequest.prototype.header = null;

                /**
                 * ReplicateRemoveRequest prefix.
                 * @member {Uint8Array} prefix
                 * @memberof atoll.admin.v1.ReplicateRemoveRequest
                 * @instance
                 */
                ReplicateRemoveRequest.prototype.prefix = $util.newBuffer([]);

                /**
                 * Creates a new ReplicateRemoveRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplicateRemoveRequest
                 * @static
                 * @param {atoll.admin.v1.ReplicateRemoveRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplicateRemoveRequest} ReplicateRemoveRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplicateRemoveRequest.$Shape): atoll.admin.v1.ReplicateRemoveRequest & atoll.admin.v1.ReplicateRemoveRequest.$Shape;
                 *   (properties?: atoll.admin.v1.ReplicateRemoveRequest.$Properties): atoll.admin.v1.ReplicateRemoveRequest;
                 * }}
                 */
                ReplicateRemoveRequest.create = function(properties) {
                    return new ReplicateRemoveRequest(properties);
                };

                /**
                 * Encodes the specified ReplicateRemoveRequest message. Does not implicitly {@link atoll.admin.v1.ReplicateRemoveRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplicateRemoveRequest
                 * @static
                 * @param {atoll.admin.v1.ReplicateRemoveRequest.$Properties} message ReplicateRemoveRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplicateRemoveRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.prefix);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplicateRemoveRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplicateRemoveRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateRemoveRequest & atoll.admin.v1.ReplicateRemoveRequest.$Shape} ReplicateRemoveRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplicateRemoveRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplicateRemoveRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.prefix = value;
                                else
                                    delete message.prefix;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicateRemoveRequest;
            })();

            v1.ReplicateRemoveResponse = (function() {

                /**
                 * Properties of a ReplicateRemoveResponse.
                 * @typedef {Object} atoll.admin.v1.ReplicateRemoveResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] ReplicateRemoveResponse header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ReplicateRemoveResponse.
                 * @memberof atoll.admin.v1
                 * @interface IReplicateRemoveResponse
                 * @augments atoll.admin.v1.ReplicateRemoveResponse.$Properties
                 * @deprecated Use atoll.admin.v1.ReplicateRemoveResponse.$Properties instead.
                 */

                /**
                 * Shape of a ReplicateRemoveResponse.
                 * @typedef {atoll.admin.v1.ReplicateRemoveResponse.$Properties} atoll.admin.v1.ReplicateRemoveResponse.$Shape
                 */

                /**
                 * Constructs a new ReplicateRemoveResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ReplicateRemoveResponse.
                 * @constructor
                 * @param {atoll.admin.v1.ReplicateRemoveResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ReplicateRemoveResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ReplicateRemoveResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ReplicateRemoveResponse
                 * @instance
                 */
                ReplicateRemoveResponse.prototype.header = null;

                /**
                 * Creates a new ReplicateRemoveResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ReplicateRemoveResponse
                 * @static
                 * @param {atoll.admin.v1.ReplicateRemoveResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ReplicateRemoveResponse} ReplicateRemoveResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ReplicateRemoveResponse.$Shape): atoll.admin.v1.ReplicateRemoveResponse & atoll.admin.v1.ReplicateRemoveResponse.$Shape;
                 *   (properties?: atoll.admin.v1.ReplicateRemoveResponse.$Properties): atoll.admin.v1.ReplicateRemoveResponse;
                 * }}
                 */
                ReplicateRemoveResponse.create = function(properties) {
                    return new ReplicateRemoveResponse(properties);
                };

                /**
                 * Encodes the specified ReplicateRemoveResponse message. Does not implicitly {@link atoll.admin.v1.ReplicateRemoveResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ReplicateRemoveResponse
                 * @static
                 * @param {atoll.admin.v1.ReplicateRemoveResponse.$Properties} message ReplicateRemoveResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ReplicateRemoveResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ReplicateRemoveResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ReplicateRemoveResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ReplicateRemoveResponse & atoll.admin.v1.ReplicateRemoveResponse.$Shape} ReplicateRemoveResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ReplicateRemoveResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ReplicateRemoveResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ReplicateRemoveResponse;
            })();

            v1.ConflictsRequest = (function() {

                /**
                 * Properties of a ConflictsRequest.
                 * @typedef {Object} atoll.admin.v1.ConflictsRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] ConflictsRequest header
                 * @property {Uint8Array|null} [prefix] ConflictsRequest prefix
                 * @property {Long|null} [from_id] ConflictsRequest from_id
                 * @property {boolean|null} [watch] ConflictsRequest watch
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConflictsRequest.
                 * @memberof atoll.admin.v1
                 * @interface IConflictsRequest
                 * @augments atoll.admin.v1.ConflictsRequest.$Properties
                 * @deprecated Use atoll.admin.v1.ConflictsRequest.$Properties instead.
                 */

                /**
                 * Shape of a ConflictsRequest.
                 * @typedef {atoll.admin.v1.ConflictsRequest.$Properties} atoll.admin.v1.ConflictsRequest.$Shape
                 */

                /**
                 * Constructs a new ConflictsRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ConflictsRequest.
                 * @constructor
                 * @param {atoll.admin.v1.ConflictsRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConflictsRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConflictsRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @instance
                 */
                ConflictsRequest.prototype.header = null;

                /**
                 * ConflictsRequest prefix.
                 * @member {Uint8Array} prefix
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @instance
                 */
                ConflictsRequest.prototype.prefix = $util.newBuffer([]);

                /**
                 * ConflictsRequest from_id.
                 * @member {Long} from_id
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @instance
                 */
                ConflictsRequest.prototype.from_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConflictsRequest watch.
                 * @member {boolean} watch
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @instance
                 */
                ConflictsRequest.prototype.watch = false;

                /**
                 * Creates a new ConflictsRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @static
                 * @param {atoll.admin.v1.ConflictsRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ConflictsRequest} ConflictsRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ConflictsRequest.$Shape): atoll.admin.v1.ConflictsRequest & atoll.admin.v1.ConflictsRequest.$Shape;
                 *   (properties?: atoll.admin.v1.ConflictsRequest.$Properties): atoll.admin.v1.ConflictsRequest;
                 * }}
                 */
                ConflictsRequest.create = function(properties) {
                    return new ConflictsRequest(properties);
                };

                /**
                 * Encodes the specified ConflictsRequest message. Does not implicitly {@link atoll.admin.v1.ConflictsRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @static
                 * @param {atoll.admin.v1.ConflictsRequest.$Properties} message ConflictsRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConflictsRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.prefix);
                    if (message.from_id != null && $Object.hasOwnProperty.call(message, "from_id") && (typeof message.from_id === "object" ? message.from_id.low || message.from_id.high : message.from_id !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.from_id);
                    if (message.watch != null && $Object.hasOwnProperty.call(message, "watch") && message.watch !== false)
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.watch);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConflictsRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ConflictsRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ConflictsRequest & atoll.admin.v1.ConflictsRequest.$Shape} ConflictsRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConflictsRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ConflictsRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.prefix = value;
                                else
                                    delete message.prefix;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.from_id = value;
                                else
                                    delete message.from_id;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.watch = value;
                                else
                                    delete message.watch;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConflictsRequest;
            })();

            v1.ConflictsResponse = (function() {

                /**
                 * Properties of a ConflictsResponse.
                 * @typedef {Object} atoll.admin.v1.ConflictsResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] ConflictsResponse header
                 * @property {Array.<atoll.admin.v1.Conflict.$Properties>|null} [conflicts] ConflictsResponse conflicts
                 * @property {Long|null} [dropped] ConflictsResponse dropped
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConflictsResponse.
                 * @memberof atoll.admin.v1
                 * @interface IConflictsResponse
                 * @augments atoll.admin.v1.ConflictsResponse.$Properties
                 * @deprecated Use atoll.admin.v1.ConflictsResponse.$Properties instead.
                 */

                /**
                 * Shape of a ConflictsResponse.
                 * @typedef {atoll.admin.v1.ConflictsResponse.$Properties} atoll.admin.v1.ConflictsResponse.$Shape
                 */

                /**
                 * Constructs a new ConflictsResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a ConflictsResponse.
                 * @constructor
                 * @param {atoll.admin.v1.ConflictsResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConflictsResponse = function (properties) {
                    this.conflicts = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConflictsResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.ConflictsResponse
                 * @instance
                 */
                ConflictsResponse.prototype.header = null;

                /**
                 * ConflictsResponse conflicts.
                 * @member {Array.<atoll.admin.v1.Conflict.$Properties>} conflicts
                 * @memberof atoll.admin.v1.ConflictsResponse
                 * @instance
                 */
                ConflictsResponse.prototype.conflicts = $util.emptyArray;

                /**
                 * ConflictsResponse dropped.
                 * @member {Long} dropped
                 * @memberof atoll.admin.v1.ConflictsResponse
                 * @instance
                 */
                ConflictsResponse.prototype.dropped = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new ConflictsResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.ConflictsResponse
                 * @static
                 * @param {atoll.admin.v1.ConflictsResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.ConflictsResponse} ConflictsResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.ConflictsResponse.$Shape): atoll.admin.v1.ConflictsResponse & atoll.admin.v1.ConflictsResponse.$Shape;
                 *   (properties?: atoll.admin.v1.ConflictsResponse.$Properties): atoll.admin.v1.ConflictsResponse;
                 * }}
                 */
                ConflictsResponse.create = function(properties) {
                    return new ConflictsResponse(properties);
                };

                /**
                 * Encodes the specified ConflictsResponse message. Does not implicitly {@link atoll.admin.v1.ConflictsResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.ConflictsResponse
                 * @static
                 * @param {atoll.admin.v1.ConflictsResponse.$Properties} message ConflictsResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConflictsResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.conflicts != null && message.conflicts.length)
                        for (let i = 0; i < message.conflicts.length; ++i)
                            $root.atoll.admin.v1.Conflict.encode(message.conflicts[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.dropped != null && $Object.hasOwnProperty.call(message, "dropped") && (typeof message.dropped === "object" ? message.dropped.low || message.dropped.high : message.dropped !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.dropped);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConflictsResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.ConflictsResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.ConflictsResponse & atoll.admin.v1.ConflictsResponse.$Shape} ConflictsResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConflictsResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.ConflictsResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.conflicts && message.conflicts.length))
                                    message.conflicts = [];
                                message.conflicts.push($root.atoll.admin.v1.Conflict.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.dropped = value;
                                else
                                    delete message.dropped;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConflictsResponse;
            })();

            v1.Conflict = (function() {

                /**
                 * Properties of a Conflict.
                 * @typedef {Object} atoll.admin.v1.Conflict.$Properties
                 * @property {Long|null} [id] Conflict id
                 * @property {string|null} [space] Conflict space
                 * @property {Uint8Array|null} [key] Conflict key
                 * @property {string|null} [policy] Conflict policy
                 * @property {atoll.admin.v1.Version.$Properties|null} [winner] Conflict winner
                 * @property {atoll.admin.v1.Version.$Properties|null} [loser] Conflict loser
                 * @property {Long|null} [revision] Conflict revision
                 * @property {Long|null} [found_ms] Conflict found_ms
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Conflict.
                 * @memberof atoll.admin.v1
                 * @interface IConflict
                 * @augments atoll.admin.v1.Conflict.$Properties
                 * @deprecated Use atoll.admin.v1.Conflict.$Properties instead.
                 */

                /**
                 * Shape of a Conflict.
                 * @typedef {atoll.admin.v1.Conflict.$Properties} atoll.admin.v1.Conflict.$Shape
                 */

                /**
                 * Constructs a new Conflict.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a Conflict.
                 * @constructor
                 * @param {atoll.admin.v1.Conflict.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Conflict = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Conflict id.
                 * @member {Long} id
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Conflict space.
                 * @member {string} space
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.space = "";

                /**
                 * Conflict key.
                 * @member {Uint8Array} key
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.key = $util.newBuffer([]);

                /**
                 * Conflict policy.
                 * @member {string} policy
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.policy = "";

                /**
                 * Conflict winner.
                 * @member {atoll.admin.v1.Version.$Properties|null|undefined} winner
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.winner = null;

                /**
                 * Conflict loser.
                 * @member {atoll.admin.v1.Version.$Properties|null|undefined} loser
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.loser = null;

                /**
                 * Conflict revision.
                 * @member {Long} revision
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * Conflict found_ms.
                 * @member {Long} found_ms
                 * @memberof atoll.admin.v1.Conflict
                 * @instance
                 */
                Conflict.prototype.found_ms = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * Creates a new Conflict instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.Conflict
                 * @static
                 * @param {atoll.admin.v1.Conflict.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.Conflict} Conflict instance
                 * @type {{
                 *   (properties: atoll.admin.v1.Conflict.$Shape): atoll.admin.v1.Conflict & atoll.admin.v1.Conflict.$Shape;
                 *   (properties?: atoll.admin.v1.Conflict.$Properties): atoll.admin.v1.Conflict;
                 * }}
                 */
                Conflict.create = function(properties) {
                    return new Conflict(properties);
                };

                /**
                 * Encodes the specified Conflict message. Does not implicitly {@link atoll.admin.v1.Conflict.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.Conflict
                 * @static
                 * @param {atoll.admin.v1.Conflict.$Properties} message Conflict message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Conflict.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && (typeof message.id === "object" ? message.id.low || message.id.high : message.id !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.id);
                    if (message.space != null && $Object.hasOwnProperty.call(message, "space") && message.space !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.space);
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.key);
                    if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.policy);
                    if (message.winner != null && $Object.hasOwnProperty.call(message, "winner"))
                        $root.atoll.admin.v1.Version.encode(message.winner, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.loser != null && $Object.hasOwnProperty.call(message, "loser"))
                        $root.atoll.admin.v1.Version.encode(message.loser, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).int64(message.revision);
                    if (message.found_ms != null && $Object.hasOwnProperty.call(message, "found_ms") && (typeof message.found_ms === "object" ? message.found_ms.low || message.found_ms.high : message.found_ms !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).int64(message.found_ms);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Conflict message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.Conflict
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Conflict & atoll.admin.v1.Conflict.$Shape} Conflict
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Conflict.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.Conflict();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.space = value;
                                else
                                    delete message.space;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.key = value;
                                else
                                    delete message.key;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.policy = value;
                                else
                                    delete message.policy;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.winner = $root.atoll.admin.v1.Version.decode(reader, reader.size(), $undefined, _depth + 1, message.winner);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.loser = $root.atoll.admin.v1.Version.decode(reader, reader.size(), $undefined, _depth + 1, message.loser);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.found_ms = value;
                                else
                                    delete message.found_ms;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Conflict;
            })();

            v1.Version = (function() {

                /**
                 * Properties of a Version.
                 * @typedef {Object} atoll.admin.v1.Version.$Properties
                 * @property {string|null} [origin] Version origin
                 * @property {Long|null} [sequence] Version sequence
                 * @property {Long|null} [time_ms] Version time_ms
                 * @property {number|null} [time_counter] Version time_counter
                 * @property {Uint8Array|null} [value] Version value
                 * @property {boolean|null} [deleted] Version deleted
                 * @property {string|null} [actor] Version actor
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Version.
                 * @memberof atoll.admin.v1
                 * @interface IVersion
                 * @augments atoll.admin.v1.Version.$Properties
                 * @deprecated Use atoll.admin.v1.Version.$Properties instead.
                 */

                /**
                 * Shape of a Version.
                 * @typedef {atoll.admin.v1.Version.$Properties} atoll.admin.v1.Version.$Shape
                 */

                /**
                 * Constructs a new Version.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a Version.
                 * @constructor
                 * @param {atoll.admin.v1.Version.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Version = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Version origin.
                 * @member {string} origin
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.origin = "";

                /**
                 * Version sequence.
                 * @member {Long} sequence
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Version time_ms.
                 * @member {Long} time_ms
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.time_ms = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Version time_counter.
                 * @member {number} time_counter
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.time_counter = 0;

                /**
                 * Version value.
                 * @member {Uint8Array} value
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.value = $util.newBuffer([]);

                /**
                 * Version deleted.
                 * @member {boolean} deleted
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.deleted = false;

                /**
                 * Version actor.
                 * @member {string} actor
                 * @memberof atoll.admin.v1.Version
                 * @instance
                 */
                Version.prototype.actor = "";

                /**
                 * Creates a new Version instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.Version
                 * @static
                 * @param {atoll.admin.v1.Version.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.Version} Version instance
                 * @type {{
                 *   (properties: atoll.admin.v1.Version.$Shape): atoll.admin.v1.Version & atoll.admin.v1.Version.$Shape;
                 *   (properties?: atoll.admin.v1.Version.$Properties): atoll.admin.v1.Version;
                 * }}
                 */
                Version.create = function(properties) {
                    return new Version(properties);
                };

                /**
                 * Encodes the specified Version message. Does not implicitly {@link atoll.admin.v1.Version.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.Version
                 * @static
                 * @param {atoll.admin.v1.Version.$Properties} message Version message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Version.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.origin);
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.sequence);
                    if (message.time_ms != null && $Object.hasOwnProperty.call(message, "time_ms") && (typeof message.time_ms === "object" ? message.time_ms.low || message.time_ms.high : message.time_ms !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.time_ms);
                    if (message.time_counter != null && $Object.hasOwnProperty.call(message, "time_counter") && message.time_counter !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.time_counter);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.value);
                    if (message.deleted != null && $Object.hasOwnProperty.call(message, "deleted") && message.deleted !== false)
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.deleted);
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.actor);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Version message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.Version
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.Version & atoll.admin.v1.Version.$Shape} Version
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Version.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.Version();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.origin = value;
                                else
                                    delete message.origin;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.time_ms = value;
                                else
                                    delete message.time_ms;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.time_counter = value;
                                else
                                    delete message.time_counter;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.value = value;
                                else
                                    delete message.value;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.deleted = value;
                                else
                                    delete message.deleted;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.actor = value;
                                else
                                    delete message.actor;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Version;
            })();

            v1.GossipMembersRequest = (function() {

                /**
                 * Properties of a GossipMembersRequest.
                 * @typedef {Object} atoll.admin.v1.GossipMembersRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipMembersRequest header
                 * @property {boolean|null} [wan] GossipMembersRequest wan
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipMembersRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipMembersRequest
                 * @augments atoll.admin.v1.GossipMembersRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipMembersRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipMembersRequest.
                 * @typedef {atoll.admin.v1.GossipMembersRequest.$Properties} atoll.admin.v1.GossipMembersRequest.$Shape
                 */

                /**
                 * Constructs a new GossipMembersRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipMembersRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipMembersRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipMembersRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipMembersRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipMembersRequest
                 * @instance
                 */
                GossipMembersRequest.prototype.header = null;

                /**
                 * GossipMembersRequest wan.
                 * @member {boolean} wan
                 * @memberof atoll.admin.v1.GossipMembersRequest
                 * @instance
                 */
                GossipMembersRequest.prototype.wan = false;

                /**
                 * Creates a new GossipMembersRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipMembersRequest
                 * @static
                 * @param {atoll.admin.v1.GossipMembersRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipMembersRequest} GossipMembersRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipMembersRequest.$Shape): atoll.admin.v1.GossipMembersRequest & atoll.admin.v1.GossipMembersRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipMembersRequest.$Properties): atoll.admin.v1.GossipMembersRequest;
                 * }}
                 */
                GossipMembersRequest.create = function(properties) {
                    return new GossipMembersRequest(properties);
                };

                /**
                 * Encodes the specified GossipMembersRequest message. Does not implicitly {@link atoll.admin.v1.GossipMembersRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipMembersRequest
                 * @static
                 * @param {atoll.admin.v1.GossipMembersRequest.$Properties} message GossipMembersRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipMembersRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.wan != null && $Object.hasOwnProperty.call(message, "wan") && message.wan !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.wan);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipMembersRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipMembersRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipMembersRequest & atoll.admin.v1.GossipMembersRequest.$Shape} GossipMembersRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipMembersRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipMembersRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.wan = value;
                                else
                                    delete message.wan;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipMembersRequest;
            })();

            v1.GossipMembersResponse = (function() {

                /**
                 * Properties of a GossipMembersResponse.
                 * @typedef {Object} atoll.admin.v1.GossipMembersResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipMembersResponse header
                 * @property {Array.<atoll.admin.v1.GossipMember.$Properties>|null} [members] GossipMembersResponse members
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipMembersResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipMembersResponse
                 * @augments atoll.admin.v1.GossipMembersResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipMembersResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipMembersResponse.
                 * @typedef {atoll.admin.v1.GossipMembersResponse.$Properties} atoll.admin.v1.GossipMembersResponse.$Shape
                 */

                /**
                 * Constructs a new GossipMembersResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipMembersResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipMembersResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipMembersResponse = function (properties) {
                    this.members = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipMembersResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipMembersResponse
                 * @instance
                 */
                GossipMembersResponse.prototype.header = null;

                /**
                 * GossipMembersResponse members.
                 * @member {Array.<atoll.admin.v1.GossipMember.$Properties>} members
                 * @memberof atoll.admin.v1.GossipMembersResponse
                 * @instance
                 */
                GossipMembersResponse.prototype.members = $util.emptyArray;

                /**
                 * Creates a new GossipMembersResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipMembersResponse
                 * @static
                 * @param {atoll.admin.v1.GossipMembersResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipMembersResponse} GossipMembersResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipMembersResponse.$Shape): atoll.admin.v1.GossipMembersResponse & atoll.admin.v1.GossipMembersResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipMembersResponse.$Properties): atoll.admin.v1.GossipMembersResponse;
                 * }}
                 */
                GossipMembersResponse.create = function(properties) {
                    return new GossipMembersResponse(properties);
                };

                /**
                 * Encodes the specified GossipMembersResponse message. Does not implicitly {@link atoll.admin.v1.GossipMembersResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipMembersResponse
                 * @static
                 * @param {atoll.admin.v1.GossipMembersResponse.$Properties} message GossipMembersResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipMembersResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.members != null && message.members.length)
                        for (let i = 0; i < message.members.length; ++i)
                            $root.atoll.admin.v1.GossipMember.encode(message.members[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipMembersResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipMembersResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipMembersResponse & atoll.admin.v1.GossipMembersResponse.$Shape} GossipMembersResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipMembersResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipMembersResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.members && message.members.length))
                                    message.members = [];
                                message.members.push($root.atoll.admin.v1.GossipMember.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipMembersResponse;
            })();

            v1.GossipMember = (function() {

                /**
                 * Properties of a GossipMember.
                 * @typedef {Object} atoll.admin.v1.GossipMember.$Properties
                 * @property {string|null} [name] GossipMember name
                 * @property {string|null} [address] GossipMember address
                 * @property {string|null} [region] GossipMember region
                 * @property {string|null} [state] GossipMember state
                 * @property {Long|null} [state_ms] GossipMember state_ms
                 * @property {Long|null} [incarnation] GossipMember incarnation
                 * @property {Long|null} [member_id] GossipMember member_id
                 * @property {Long|null} [cluster_id] GossipMember cluster_id
                 * @property {Long|null} [leader_term] GossipMember leader_term
                 * @property {Array.<string>|null} [client_urls] GossipMember client_urls
                 * @property {number|null} [level] GossipMember level
                 * @property {Long|null} [rtt_us] GossipMember rtt_us
                 * @property {boolean|null} [self] GossipMember self
                 * @property {string|null} [zone] GossipMember zone
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipMember.
                 * @memberof atoll.admin.v1
                 * @interface IGossipMember
                 * @augments atoll.admin.v1.GossipMember.$Properties
                 * @deprecated Use atoll.admin.v1.GossipMember.$Properties instead.
                 */

                /**
                 * Shape of a GossipMember.
                 * @typedef {atoll.admin.v1.GossipMember.$Properties} atoll.admin.v1.GossipMember.$Shape
                 */

                /**
                 * Constructs a new GossipMember.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipMember.
                 * @constructor
                 * @param {atoll.admin.v1.GossipMember.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipMember = function (properties) {
                    this.client_urls = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipMember name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.name = "";

                /**
                 * GossipMember address.
                 * @member {string} address
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.address = "";

                /**
                 * GossipMember region.
                 * @member {string} region
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.region = "";

                /**
                 * GossipMember state.
                 * @member {string} state
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.state = "";

                /**
                 * GossipMember state_ms.
                 * @member {Long} state_ms
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.state_ms = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GossipMember incarnation.
                 * @member {Long} incarnation
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.incarnation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GossipMember member_id.
                 * @member {Long} member_id
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.member_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GossipMember cluster_id.
                 * @member {Long} cluster_id
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.cluster_id = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GossipMember leader_term.
                 * @member {Long} leader_term
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.leader_term = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GossipMember client_urls.
                 * @member {Array.<string>} client_urls
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.client_urls = $util.emptyArray;

                /**
                 * GossipMember level.
                 * @member {number} level
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.level = 0;

                /**
                 * GossipMember rtt_us.
                 * @member {Long|null|undefined} rtt_us
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.rtt_us = null;

                /**
                 * GossipMember self.
                 * @member {boolean} self
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.self = false;

                /**
                 * GossipMember zone.
                 * @member {string} zone
                 * @memberof atoll.admin.v1.GossipMember
                 * @instance
                 */
                GossipMember.prototype.zone = "";

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(GossipMember.prototype, "_rtt_us", {
                    get: $util.oneOfGetter($oneOfFields = ["rtt_us"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new GossipMember instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipMember
                 * @static
                 * @param {atoll.admin.v1.GossipMember.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipMember} GossipMember instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipMember.$Shape): atoll.admin.v1.GossipMember & atoll.admin.v1.GossipMember.$Shape;
                 *   (properties?: atoll.admin.v1.GossipMember.$Properties): atoll.admin.v1.GossipMember;
                 * }}
                 */
                GossipMember.create = function(properties) {
                    return new GossipMember(properties);
                };

                /**
                 * Encodes the specified GossipMember message. Does not implicitly {@link atoll.admin.v1.GossipMember.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipMember
                 * @static
                 * @param {atoll.admin.v1.GossipMember.$Properties} message GossipMember message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipMember.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.address);
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.region);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.state);
                    if (message.state_ms != null && $Object.hasOwnProperty.call(message, "state_ms") && (typeof message.state_ms === "object" ? message.state_ms.low || message.state_ms.high : message.state_ms !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.state_ms);
                    if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && (typeof message.incarnation === "object" ? message.incarnation.low || message.incarnation.high : message.incarnation !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.incarnation);
                    if (message.member_id != null && $Object.hasOwnProperty.call(message, "member_id") && (typeof message.member_id === "object" ? message.member_id.low || message.member_id.high : message.member_id !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.member_id);
                    if (message.cluster_id != null && $Object.hasOwnProperty.call(message, "cluster_id") && (typeof message.cluster_id === "object" ? message.cluster_id.low || message.cluster_id.high : message.cluster_id !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.cluster_id);
                    if (message.leader_term != null && $Object.hasOwnProperty.call(message, "leader_term") && (typeof message.leader_term === "object" ? message.leader_term.low || message.leader_term.high : message.leader_term !== 0))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.leader_term);
                    if (message.client_urls != null && message.client_urls.length)
                        for (let i = 0; i < message.client_urls.length; ++i)
                            writer.uint32(/* id 10, wireType 2 =*/82).string(message.client_urls[i]);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.level);
                    if (message.rtt_us != null && $Object.hasOwnProperty.call(message, "rtt_us"))
                        writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.rtt_us);
                    if (message.self != null && $Object.hasOwnProperty.call(message, "self") && message.self !== false)
                        writer.uint32(/* id 13, wireType 0 =*/104).bool(message.self);
                    if (message.zone != null && $Object.hasOwnProperty.call(message, "zone") && message.zone !== "")
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.zone);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipMember message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipMember
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipMember & atoll.admin.v1.GossipMember.$Shape} GossipMember
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipMember.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipMember();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.address = value;
                                else
                                    delete message.address;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.state_ms = value;
                                else
                                    delete message.state_ms;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.incarnation = value;
                                else
                                    delete message.incarnation;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.member_id = value;
                                else
                                    delete message.member_id;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.cluster_id = value;
                                else
                                    delete message.cluster_id;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.leader_term = value;
                                else
                                    delete message.leader_term;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.client_urls && message.client_urls.length))
                                    message.client_urls = [];
                                message.client_urls.push(reader.stringVerify());
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.level = value;
                                else
                                    delete message.level;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.rtt_us = reader.uint64();
                                message._rtt_us = "rtt_us";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.self = value;
                                else
                                    delete message.self;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.zone = value;
                                else
                                    delete message.zone;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipMember;
            })();

            v1.GossipJoinRequest = (function() {

                /**
                 * Properties of a GossipJoinRequest.
                 * @typedef {Object} atoll.admin.v1.GossipJoinRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipJoinRequest header
                 * @property {boolean|null} [wan] GossipJoinRequest wan
                 * @property {Array.<string>|null} [addresses] GossipJoinRequest addresses
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipJoinRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipJoinRequest
                 * @augments atoll.admin.v1.GossipJoinRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipJoinRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipJoinRequest.
                 * @typedef {atoll.admin.v1.GossipJoinRequest.$Properties} atoll.admin.v1.GossipJoinRequest.$Shape
                 */

                /**
                 * Constructs a new GossipJoinRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipJoinRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipJoinRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipJoinRequest = function (properties) {
                    this.addresses = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipJoinRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipJoinRequest
                 * @instance
                 */
                GossipJoinRequest.prototype.header = null;

                /**
                 * GossipJoinRequest wan.
                 * @member {boolean} wan
                 * @memberof atoll.admin.v1.GossipJoinRequest
                 * @instance
                 */
                GossipJoinRequest.prototype.wan = false;

                /**
                 * GossipJoinRequest addresses.
                 * @member {Array.<string>} addresses
                 * @memberof atoll.admin.v1.GossipJoinRequest
                 * @instance
                 */
                GossipJoinRequest.prototype.addresses = $util.emptyArray;

                /**
                 * Creates a new GossipJoinRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipJoinRequest
                 * @static
                 * @param {atoll.admin.v1.GossipJoinRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipJoinRequest} GossipJoinRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipJoinRequest.$Shape): atoll.admin.v1.GossipJoinRequest & atoll.admin.v1.GossipJoinRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipJoinRequest.$Properties): atoll.admin.v1.GossipJoinRequest;
                 * }}
                 */
                GossipJoinRequest.create = function(properties) {
                    return new GossipJoinRequest(properties);
                };

                /**
                 * Encodes the specified GossipJoinRequest message. Does not implicitly {@link atoll.admin.v1.GossipJoinRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipJoinRequest
                 * @static
                 * @param {atoll.admin.v1.GossipJoinRequest.$Properties} message GossipJoinRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipJoinRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.wan != null && $Object.hasOwnProperty.call(message, "wan") && message.wan !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.wan);
                    if (message.addresses != null && message.addresses.length)
                        for (let i = 0; i < message.addresses.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).string(message.addresses[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipJoinRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipJoinRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipJoinRequest & atoll.admin.v1.GossipJoinRequest.$Shape} GossipJoinRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipJoinRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipJoinRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.wan = value;
                                else
                                    delete message.wan;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.addresses && message.addresses.length))
                                    message.addresses = [];
                                message.addresses.push(reader.stringVerify());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipJoinRequest;
            })();

            v1.GossipJoinResponse = (function() {

                /**
                 * Properties of a GossipJoinResponse.
                 * @typedef {Object} atoll.admin.v1.GossipJoinResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipJoinResponse header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipJoinResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipJoinResponse
                 * @augments atoll.admin.v1.GossipJoinResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipJoinResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipJoinResponse.
                 * @typedef {atoll.admin.v1.GossipJoinResponse.$Properties} atoll.admin.v1.GossipJoinResponse.$Shape
                 */

                /**
                 * Constructs a new GossipJoinResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipJoinResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipJoinResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipJoinResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipJoinResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipJoinResponse
                 * @instance
                 */
                GossipJoinResponse.prototype.header = null;

                /**
                 * Creates a new GossipJoinResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipJoinResponse
                 * @static
                 * @param {atoll.admin.v1.GossipJoinResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipJoinResponse} GossipJoinResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipJoinResponse.$Shape): atoll.admin.v1.GossipJoinResponse & atoll.admin.v1.GossipJoinResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipJoinResponse.$Properties): atoll.admin.v1.GossipJoinResponse;
                 * }}
                 */
                GossipJoinResponse.create = function(properties) {
                    return new GossipJoinResponse(properties);
                };

                /**
                 * Encodes the specified GossipJoinResponse message. Does not implicitly {@link atoll.admin.v1.GossipJoinResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipJoinResponse
                 * @static
                 * @param {atoll.admin.v1.GossipJoinResponse.$Properties} message GossipJoinResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipJoinResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipJoinResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipJoinResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipJoinResponse & atoll.admin.v1.GossipJoinResponse.$Shape} GossipJoinResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipJoinResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipJoinResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipJoinResponse;
            })();

            v1.GossipLeaveRequest = (function() {

                /**
                 * Properties of a GossipLeaveRequest.
                 * @typedef {Object} atoll.admin.v1.GossipLeaveRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipLeaveRequest header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipLeaveRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipLeaveRequest
                 * @augments atoll.admin.v1.GossipLeaveRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipLeaveRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipLeaveRequest.
                 * @typedef {atoll.admin.v1.GossipLeaveRequest.$Properties} atoll.admin.v1.GossipLeaveRequest.$Shape
                 */

                /**
                 * Constructs a new GossipLeaveRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipLeaveRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipLeaveRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipLeaveRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipLeaveRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipLeaveRequest
                 * @instance
                 */
                GossipLeaveRequest.prototype.header = null;

                /**
                 * Creates a new GossipLeaveRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipLeaveRequest
                 * @static
                 * @param {atoll.admin.v1.GossipLeaveRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipLeaveRequest} GossipLeaveRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipLeaveRequest.$Shape): atoll.admin.v1.GossipLeaveRequest & atoll.admin.v1.GossipLeaveRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipLeaveRequest.$Properties): atoll.admin.v1.GossipLeaveRequest;
                 * }}
                 */
                GossipLeaveRequest.create = function(properties) {
                    return new GossipLeaveRequest(properties);
                };

                /**
                 * Encodes the specified GossipLeaveRequest message. Does not implicitly {@link atoll.admin.v1.GossipLeaveRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipLeaveRequest
                 * @static
                 * @param {atoll.admin.v1.GossipLeaveRequest.$Properties} message GossipLeaveRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipLeaveRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipLeaveRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipLeaveRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipLeaveRequest & atoll.admin.v1.GossipLeaveRequest.$Shape} GossipLeaveRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipLeaveRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipLeaveRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipLeaveRequest;
            })();

            v1.GossipLeaveResponse = (function() {

                /**
                 * Properties of a GossipLeaveResponse.
                 * @typedef {Object} atoll.admin.v1.GossipLeaveResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipLeaveResponse header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipLeaveResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipLeaveResponse
                 * @augments atoll.admin.v1.GossipLeaveResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipLeaveResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipLeaveResponse.
                 * @typedef {atoll.admin.v1.GossipLeaveResponse.$Properties} atoll.admin.v1.GossipLeaveResponse.$Shape
                 */

                /**
                 * Constructs a new GossipLeaveResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipLeaveResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipLeaveResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipLeaveResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipLeaveResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipLeaveResponse
                 * @instance
                 */
                GossipLeaveResponse.prototype.header = null;

                /**
                 * Creates a new GossipLeaveResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipLeaveResponse
                 * @static
                 * @param {atoll.admin.v1.GossipLeaveResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipLeaveResponse} GossipLeaveResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipLeaveResponse.$Shape): atoll.admin.v1.GossipLeaveResponse & atoll.admin.v1.GossipLeaveResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipLeaveResponse.$Properties): atoll.admin.v1.GossipLeaveResponse;
                 * }}
                 */
                GossipLeaveResponse.create = function(properties) {
                    return new GossipLeaveResponse(properties);
                };

                /**
                 * Encodes the specified GossipLeaveResponse message. Does not implicitly {@link atoll.admin.v1.GossipLeaveResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipLeaveResponse
                 * @static
                 * @param {atoll.admin.v1.GossipLeaveResponse.$Properties} message GossipLeaveResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipLeaveResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipLeaveResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipLeaveResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipLeaveResponse & atoll.admin.v1.GossipLeaveResponse.$Shape} GossipLeaveResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipLeaveResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipLeaveResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipLeaveResponse;
            })();

            v1.GossipForceLeaveRequest = (function() {

                /**
                 * Properties of a GossipForceLeaveRequest.
                 * @typedef {Object} atoll.admin.v1.GossipForceLeaveRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipForceLeaveRequest header
                 * @property {boolean|null} [wan] GossipForceLeaveRequest wan
                 * @property {string|null} [name] GossipForceLeaveRequest name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipForceLeaveRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipForceLeaveRequest
                 * @augments atoll.admin.v1.GossipForceLeaveRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipForceLeaveRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipForceLeaveRequest.
                 * @typedef {atoll.admin.v1.GossipForceLeaveRequest.$Properties} atoll.admin.v1.GossipForceLeaveRequest.$Shape
                 */

                /**
                 * Constructs a new GossipForceLeaveRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipForceLeaveRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipForceLeaveRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipForceLeaveRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipForceLeaveRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipForceLeaveRequest
                 * @instance
                 */
                GossipForceLeaveRequest.prototype.header = null;

                /**
                 * GossipForceLeaveRequest wan.
                 * @member {boolean} wan
                 * @memberof atoll.admin.v1.GossipForceLeaveRequest
                 * @instance
                 */
                GossipForceLeaveRequest.prototype.wan = false;

                /**
                 * GossipForceLeaveRequest name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.GossipForceLeaveRequest
                 * @instance
                 */
                GossipForceLeaveRequest.prototype.name = "";

                /**
                 * Creates a new GossipForceLeaveRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipForceLeaveRequest
                 * @static
                 * @param {atoll.admin.v1.GossipForceLeaveRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipForceLeaveRequest} GossipForceLeaveRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipForceLeaveRequest.$Shape): atoll.admin.v1.GossipForceLeaveRequest & atoll.admin.v1.GossipForceLeaveRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipForceLeaveRequest.$Properties): atoll.admin.v1.GossipForceLeaveRequest;
                 * }}
                 */
                GossipForceLeaveRequest.create = function(properties) {
                    return new GossipForceLeaveRequest(properties);
                };

                /**
                 * Encodes the specified GossipForceLeaveRequest message. Does not implicitly {@link atoll.admin.v1.GossipForceLeaveRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipForceLeaveRequest
                 * @static
                 * @param {atoll.admin.v1.GossipForceLeaveRequest.$Properties} message GossipForceLeaveRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipForceLeaveRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.wan != null && $Object.hasOwnProperty.call(message, "wan") && message.wan !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.wan);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipForceLeaveRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipForceLeaveRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipForceLeaveRequest & atoll.admin.v1.GossipForceLeaveRequest.$Shape} GossipForceLeaveRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipForceLeaveRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipForceLeaveRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.wan = value;
                                else
                                    delete message.wan;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipForceLeaveRequest;
            })();

            v1.GossipForceLeaveResponse = (function() {

                /**
                 * Properties of a GossipForceLeaveResponse.
                 * @typedef {Object} atoll.admin.v1.GossipForceLeaveResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipForceLeaveResponse header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipForceLeaveResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipForceLeaveResponse
                 * @augments atoll.admin.v1.GossipForceLeaveResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipForceLeaveResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipForceLeaveResponse.
                 * @typedef {atoll.admin.v1.GossipForceLeaveResponse.$Properties} atoll.admin.v1.GossipForceLeaveResponse.$Shape
                 */

                /**
                 * Constructs a new GossipForceLeaveResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipForceLeaveResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipForceLeaveResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipForceLeaveResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipForceLeaveResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipForceLeaveResponse
                 * @instance
                 */
                GossipForceLeaveResponse.prototype.header = null;

                /**
                 * Creates a new GossipForceLeaveResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipForceLeaveResponse
                 * @static
                 * @param {atoll.admin.v1.GossipForceLeaveResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipForceLeaveResponse} GossipForceLeaveResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipForceLeaveResponse.$Shape): atoll.admin.v1.GossipForceLeaveResponse & atoll.admin.v1.GossipForceLeaveResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipForceLeaveResponse.$Properties): atoll.admin.v1.GossipForceLeaveResponse;
                 * }}
                 */
                GossipForceLeaveResponse.create = function(properties) {
                    return new GossipForceLeaveResponse(properties);
                };

                /**
                 * Encodes the specified GossipForceLeaveResponse message. Does not implicitly {@link atoll.admin.v1.GossipForceLeaveResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipForceLeaveResponse
                 * @static
                 * @param {atoll.admin.v1.GossipForceLeaveResponse.$Properties} message GossipForceLeaveResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipForceLeaveResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipForceLeaveResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipForceLeaveResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipForceLeaveResponse & atoll.admin.v1.GossipForceLeaveResponse.$Shape} GossipForceLeaveResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipForceLeaveResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipForceLeaveResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipForceLeaveResponse;
            })();

            v1.GossipKeyringRequest = (function() {

                /**
                 * Properties of a GossipKeyringRequest.
                 * @typedef {Object} atoll.admin.v1.GossipKeyringRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipKeyringRequest header
                 * @property {string|null} [command] GossipKeyringRequest command
                 * @property {Uint8Array|null} [key] GossipKeyringRequest key
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipKeyringRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipKeyringRequest
                 * @augments atoll.admin.v1.GossipKeyringRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipKeyringRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipKeyringRequest.
                 * @typedef {atoll.admin.v1.GossipKeyringRequest.$Properties} atoll.admin.v1.GossipKeyringRequest.$Shape
                 */

                /**
                 * Constructs a new GossipKeyringRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipKeyringRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipKeyringRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipKeyringRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipKeyringRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipKeyringRequest
                 * @instance
                 */
                GossipKeyringRequest.prototype.header = null;

                /**
                 * GossipKeyringRequest command.
                 * @member {string} command
                 * @memberof atoll.admin.v1.GossipKeyringRequest
                 * @instance
                 */
                GossipKeyringRequest.prototype.command = "";

                /**
                 * GossipKeyringRequest key.
                 * @member {Uint8Array} key
                 * @memberof atoll.admin.v1.GossipKeyringRequest
                 * @instance
                 */
                GossipKeyringRequest.prototype.key = $util.newBuffer([]);

                /**
                 * Creates a new GossipKeyringRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipKeyringRequest
                 * @static
                 * @param {atoll.admin.v1.GossipKeyringRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipKeyringRequest} GossipKeyringRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipKeyringRequest.$Shape): atoll.admin.v1.GossipKeyringRequest & atoll.admin.v1.GossipKeyringRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipKeyringRequest.$Properties): atoll.admin.v1.GossipKeyringRequest;
                 * }}
                 */
                GossipKeyringRequest.create = function(properties) {
                    return new GossipKeyringRequest(properties);
                };

                /**
                 * Encodes the specified GossipKeyringRequest message. Does not implicitly {@link atoll.admin.v1.GossipKeyringRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipKeyringRequest
                 * @static
                 * @param {atoll.admin.v1.GossipKeyringRequest.$Properties} message GossipKeyringRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipKeyringRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.command != null && $Object.hasOwnProperty.call(message, "command") && message.command !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.command);
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.key);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipKeyringRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipKeyringRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipKeyringRequest & atoll.admin.v1.GossipKeyringRequest.$Shape} GossipKeyringRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipKeyringRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipKeyringRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.command = value;
                                else
                                    delete message.command;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.key = value;
                                else
                                    delete message.key;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipKeyringRequest;
            })();

            v1.GossipKeyringResponse = (function() {

                /**
                 * Properties of a GossipKeyringResponse.
                 * @typedef {Object} atoll.admin.v1.GossipKeyringResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipKeyringResponse header
                 * @property {Array.<atoll.admin.v1.KeyringResult.$Properties>|null} [results] GossipKeyringResponse results
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipKeyringResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipKeyringResponse
                 * @augments atoll.admin.v1.GossipKeyringResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipKeyringResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipKeyringResponse.
                 * @typedef {atoll.admin.v1.GossipKeyringResponse.$Properties} atoll.admin.v1.GossipKeyringResponse.$Shape
                 */

                /**
                 * Constructs a new GossipKeyringResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipKeyringResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipKeyringResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipKeyringResponse = function (properties) {
                    this.results = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipKeyringResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipKeyringResponse
                 * @instance
                 */
                GossipKeyringResponse.prototype.header = null;

                /**
                 * GossipKeyringResponse results.
                 * @member {Array.<atoll.admin.v1.KeyringResult.$Properties>} results
                 * @memberof atoll.admin.v1.GossipKeyringResponse
                 * @instance
                 */
                GossipKeyringResponse.prototype.results = $util.emptyArray;

                /**
                 * Creates a new GossipKeyringResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipKeyringResponse
                 * @static
                 * @param {atoll.admin.v1.GossipKeyringResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipKeyringResponse} GossipKeyringResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipKeyringResponse.$Shape): atoll.admin.v1.GossipKeyringResponse & atoll.admin.v1.GossipKeyringResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipKeyringResponse.$Properties): atoll.admin.v1.GossipKeyringResponse;
                 * }}
                 */
                GossipKeyringResponse.create = function(properties) {
                    return new GossipKeyringResponse(properties);
                };

                /**
                 * Encodes the specified GossipKeyringResponse message. Does not implicitly {@link atoll.admin.v1.GossipKeyringResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipKeyringResponse
                 * @static
                 * @param {atoll.admin.v1.GossipKeyringResponse.$Properties} message GossipKeyringResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipKeyringResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.results != null && message.results.length)
                        for (let i = 0; i < message.results.length; ++i)
                            $root.atoll.admin.v1.KeyringResult.encode(message.results[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipKeyringResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipKeyringResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipKeyringResponse & atoll.admin.v1.GossipKeyringResponse.$Shape} GossipKeyringResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipKeyringResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipKeyringResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.results && message.results.length))
                                    message.results = [];
                                message.results.push($root.atoll.admin.v1.KeyringResult.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipKeyringResponse;
            })();

            v1.KeyringResult = (function() {

                /**
                 * Properties of a KeyringResult.
                 * @typedef {Object} atoll.admin.v1.KeyringResult.$Properties
                 * @property {string|null} [region] KeyringResult region
                 * @property {string|null} [name] KeyringResult name
                 * @property {string|null} [error] KeyringResult error
                 * @property {string|null} [in_use] KeyringResult in_use
                 * @property {Array.<string>|null} [installed] KeyringResult installed
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a KeyringResult.
                 * @memberof atoll.admin.v1
                 * @interface IKeyringResult
                 * @augments atoll.admin.v1.KeyringResult.$Properties
                 * @deprecated Use atoll.admin.v1.KeyringResult.$Properties instead.
                 */

                /**
                 * Shape of a KeyringResult.
                 * @typedef {atoll.admin.v1.KeyringResult.$Properties} atoll.admin.v1.KeyringResult.$Shape
                 */

                /**
                 * Constructs a new KeyringResult.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a KeyringResult.
                 * @constructor
                 * @param {atoll.admin.v1.KeyringResult.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const KeyringResult = function (properties) {
                    this.installed = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * KeyringResult region.
                 * @member {string} region
                 * @memberof atoll.admin.v1.KeyringResult
                 * @instance
                 */
                KeyringResult.prototype.region = "";

                /**
                 * KeyringResult name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.KeyringResult
                 * @instance
                 */
                KeyringResult.prototype.name = "";

                /**
                 * KeyringResult error.
                 * @member {string} error
                 * @memberof atoll.admin.v1.KeyringResult
                 * @instance
                 */
                KeyringResult.prototype.error = "";

                /**
                 * KeyringResult in_use.
                 * @member {string} in_use
                 * @memberof atoll.admin.v1.KeyringResult
                 * @instance
                 */
                KeyringResult.prototype.in_use = "";

                /**
                 * KeyringResult installed.
                 * @member {Array.<string>} installed
                 * @memberof atoll.admin.v1.KeyringResult
                 * @instance
                 */
                KeyringResult.prototype.installed = $util.emptyArray;

                /**
                 * Creates a new KeyringResult instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.KeyringResult
                 * @static
                 * @param {atoll.admin.v1.KeyringResult.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.KeyringResult} KeyringResult instance
                 * @type {{
                 *   (properties: atoll.admin.v1.KeyringResult.$Shape): atoll.admin.v1.KeyringResult & atoll.admin.v1.KeyringResult.$Shape;
                 *   (properties?: atoll.admin.v1.KeyringResult.$Properties): atoll.admin.v1.KeyringResult;
                 * }}
                 */
                KeyringResult.create = function(properties) {
                    return new KeyringResult(properties);
                };

                /**
                 * Encodes the specified KeyringResult message. Does not implicitly {@link atoll.admin.v1.KeyringResult.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.KeyringResult
                 * @static
                 * @param {atoll.admin.v1.KeyringResult.$Properties} message KeyringResult message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                KeyringResult.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.region);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.error);
                    if (message.in_use != null && $Object.hasOwnProperty.call(message, "in_use") && message.in_use !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.in_use);
                    if (message.installed != null && message.installed.length)
                        for (let i = 0; i < message.installed.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).string(message.installed[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a KeyringResult message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.KeyringResult
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.KeyringResult & atoll.admin.v1.KeyringResult.$Shape} KeyringResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                KeyringResult.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.KeyringResult();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.error = value;
                                else
                                    delete message.error;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.in_use = value;
                                else
                                    delete message.in_use;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.installed && message.installed.length))
                                    message.installed = [];
                                message.installed.push(reader.stringVerify());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return KeyringResult;
            })();

            v1.GossipEventRequest = (function() {

                /**
                 * Properties of a GossipEventRequest.
                 * @typedef {Object} atoll.admin.v1.GossipEventRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipEventRequest header
                 * @property {string|null} [name] GossipEventRequest name
                 * @property {Uint8Array|null} [payload] GossipEventRequest payload
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipEventRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipEventRequest
                 * @augments atoll.admin.v1.GossipEventRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipEventRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipEventRequest.
                 * @typedef {atoll.admin.v1.GossipEventRequest.$Properties} atoll.admin.v1.GossipEventRequest.$Shape
                 */

                /**
                 * Constructs a new GossipEventRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipEventRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipEventRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipEventRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipEventRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipEventRequest
                 * @instance
                 */
                GossipEventRequest.prototype.header = null;

                /**
                 * GossipEventRequest name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.GossipEventRequest
                 * @instance
                 */
                GossipEventRequest.prototype.name = "";

                /**
                 * GossipEventRequest payload.
                 * @member {Uint8Array} payload
                 * @memberof atoll.admin.v1.GossipEventRequest
                 * @instance
                 */
                GossipEventRequest.prototype.payload = $util.newBuffer([]);

                /**
                 * Creates a new GossipEventRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipEventRequest
                 * @static
                 * @param {atoll.admin.v1.GossipEventRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipEventRequest} GossipEventRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipEventRequest.$Shape): atoll.admin.v1.GossipEventRequest & atoll.admin.v1.GossipEventRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipEventRequest.$Properties): atoll.admin.v1.GossipEventRequest;
                 * }}
                 */
                GossipEventRequest.create = function(properties) {
                    return new GossipEventRequest(properties);
                };

                /**
                 * Encodes the specified GossipEventRequest message. Does not implicitly {@link atoll.admin.v1.GossipEventRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipEventRequest
                 * @static
                 * @param {atoll.admin.v1.GossipEventRequest.$Properties} message GossipEventRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipEventRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.payload);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipEventRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipEventRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventRequest & atoll.admin.v1.GossipEventRequest.$Shape} GossipEventRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipEventRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipEventRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipEventRequest;
            })();

            v1.GossipEventResponse = (function() {

                /**
                 * Properties of a GossipEventResponse.
                 * @typedef {Object} atoll.admin.v1.GossipEventResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipEventResponse header
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipEventResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipEventResponse
                 * @augments atoll.admin.v1.GossipEventResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipEventResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipEventResponse.
                 * @typedef {atoll.admin.v1.GossipEventResponse.$Properties} atoll.admin.v1.GossipEventResponse.$Shape
                 */

                /**
                 * Constructs a new GossipEventResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipEventResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipEventResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipEventResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipEventResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipEventResponse
                 * @instance
                 */
                GossipEventResponse.prototype.header = null;

                /**
                 * Creates a new GossipEventResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipEventResponse
                 * @static
                 * @param {atoll.admin.v1.GossipEventResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipEventResponse} GossipEventResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipEventResponse.$Shape): atoll.admin.v1.GossipEventResponse & atoll.admin.v1.GossipEventResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipEventResponse.$Properties): atoll.admin.v1.GossipEventResponse;
                 * }}
                 */
                GossipEventResponse.create = function(properties) {
                    return new GossipEventResponse(properties);
                };

                /**
                 * Encodes the specified GossipEventResponse message. Does not implicitly {@link atoll.admin.v1.GossipEventResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipEventResponse
                 * @static
                 * @param {atoll.admin.v1.GossipEventResponse.$Properties} message GossipEventResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipEventResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipEventResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipEventResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventResponse & atoll.admin.v1.GossipEventResponse.$Shape} GossipEventResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipEventResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipEventResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipEventResponse;
            })();

            v1.GossipEventsRequest = (function() {

                /**
                 * Properties of a GossipEventsRequest.
                 * @typedef {Object} atoll.admin.v1.GossipEventsRequest.$Properties
                 * @property {atoll.admin.v1.RequestHeader.$Properties|null} [header] GossipEventsRequest header
                 * @property {string|null} [name] GossipEventsRequest name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipEventsRequest.
                 * @memberof atoll.admin.v1
                 * @interface IGossipEventsRequest
                 * @augments atoll.admin.v1.GossipEventsRequest.$Properties
                 * @deprecated Use atoll.admin.v1.GossipEventsRequest.$Properties instead.
                 */

                /**
                 * Shape of a GossipEventsRequest.
                 * @typedef {atoll.admin.v1.GossipEventsRequest.$Properties} atoll.admin.v1.GossipEventsRequest.$Shape
                 */

                /**
                 * Constructs a new GossipEventsRequest.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipEventsRequest.
                 * @constructor
                 * @param {atoll.admin.v1.GossipEventsRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipEventsRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipEventsRequest header.
                 * @member {atoll.admin.v1.RequestHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipEventsRequest
                 * @instance
                 */
                GossipEventsRequest.prototype.header = null;

                /**
                 * GossipEventsRequest name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.GossipEventsRequest
                 * @instance
                 */
                GossipEventsRequest.prototype.name = "";

                /**
                 * Creates a new GossipEventsRequest instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipEventsRequest
                 * @static
                 * @param {atoll.admin.v1.GossipEventsRequest.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipEventsRequest} GossipEventsRequest instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipEventsRequest.$Shape): atoll.admin.v1.GossipEventsRequest & atoll.admin.v1.GossipEventsRequest.$Shape;
                 *   (properties?: atoll.admin.v1.GossipEventsRequest.$Properties): atoll.admin.v1.GossipEventsRequest;
                 * }}
                 */
                GossipEventsRequest.create = function(properties) {
                    return new GossipEventsRequest(properties);
                };

                /**
                 * Encodes the specified GossipEventsRequest message. Does not implicitly {@link atoll.admin.v1.GossipEventsRequest.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipEventsRequest
                 * @static
                 * @param {atoll.admin.v1.GossipEventsRequest.$Properties} message GossipEventsRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipEventsRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.RequestHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipEventsRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipEventsRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventsRequest & atoll.admin.v1.GossipEventsRequest.$Shape} GossipEventsRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipEventsRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipEventsRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.RequestHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipEventsRequest;
            })();

            v1.GossipEventsResponse = (function() {

                /**
                 * Properties of a GossipEventsResponse.
                 * @typedef {Object} atoll.admin.v1.GossipEventsResponse.$Properties
                 * @property {atoll.admin.v1.ResponseHeader.$Properties|null} [header] GossipEventsResponse header
                 * @property {Array.<atoll.admin.v1.GossipHeardEvent.$Properties>|null} [events] GossipEventsResponse events
                 * @property {Long|null} [missed] GossipEventsResponse missed
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipEventsResponse.
                 * @memberof atoll.admin.v1
                 * @interface IGossipEventsResponse
                 * @augments atoll.admin.v1.GossipEventsResponse.$Properties
                 * @deprecated Use atoll.admin.v1.GossipEventsResponse.$Properties instead.
                 */

                /**
                 * Shape of a GossipEventsResponse.
                 * @typedef {atoll.admin.v1.GossipEventsResponse.$Properties} atoll.admin.v1.GossipEventsResponse.$Shape
                 */

                /**
                 * Constructs a new GossipEventsResponse.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipEventsResponse.
                 * @constructor
                 * @param {atoll.admin.v1.GossipEventsResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipEventsResponse = function (properties) {
                    this.events = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipEventsResponse header.
                 * @member {atoll.admin.v1.ResponseHeader.$Properties|null|undefined} header
                 * @memberof atoll.admin.v1.GossipEventsResponse
                 * @instance
                 */
                GossipEventsResponse.prototype.header = null;

                /**
                 * GossipEventsResponse events.
                 * @member {Array.<atoll.admin.v1.GossipHeardEvent.$Properties>} events
                 * @memberof atoll.admin.v1.GossipEventsResponse
                 * @instance
                 */
                GossipEventsResponse.prototype.events = $util.emptyArray;

                /**
                 * GossipEventsResponse missed.
                 * @member {Long} missed
                 * @memberof atoll.admin.v1.GossipEventsResponse
                 * @instance
                 */
                GossipEventsResponse.prototype.missed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Creates a new GossipEventsResponse instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipEventsResponse
                 * @static
                 * @param {atoll.admin.v1.GossipEventsResponse.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipEventsResponse} GossipEventsResponse instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipEventsResponse.$Shape): atoll.admin.v1.GossipEventsResponse & atoll.admin.v1.GossipEventsResponse.$Shape;
                 *   (properties?: atoll.admin.v1.GossipEventsResponse.$Properties): atoll.admin.v1.GossipEventsResponse;
                 * }}
                 */
                GossipEventsResponse.create = function(properties) {
                    return new GossipEventsResponse(properties);
                };

                /**
                 * Encodes the specified GossipEventsResponse message. Does not implicitly {@link atoll.admin.v1.GossipEventsResponse.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipEventsResponse
                 * @static
                 * @param {atoll.admin.v1.GossipEventsResponse.$Properties} message GossipEventsResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipEventsResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.atoll.admin.v1.ResponseHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.events != null && message.events.length)
                        for (let i = 0; i < message.events.length; ++i)
                            $root.atoll.admin.v1.GossipHeardEvent.encode(message.events[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.missed != null && $Object.hasOwnProperty.call(message, "missed") && (typeof message.missed === "object" ? message.missed.low || message.missed.high : message.missed !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.missed);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipEventsResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipEventsResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipEventsResponse & atoll.admin.v1.GossipEventsResponse.$Shape} GossipEventsResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipEventsResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipEventsResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.header = $root.atoll.admin.v1.ResponseHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.events && message.events.length))
                                    message.events = [];
                                message.events.push($root.atoll.admin.v1.GossipHeardEvent.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.missed = value;
                                else
                                    delete message.missed;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipEventsResponse;
            })();

            v1.GossipHeardEvent = (function() {

                /**
                 * Properties of a GossipHeardEvent.
                 * @typedef {Object} atoll.admin.v1.GossipHeardEvent.$Properties
                 * @property {string|null} [name] GossipHeardEvent name
                 * @property {Uint8Array|null} [payload] GossipHeardEvent payload
                 * @property {Long|null} [lamport] GossipHeardEvent lamport
                 * @property {string|null} [sender] GossipHeardEvent sender
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GossipHeardEvent.
                 * @memberof atoll.admin.v1
                 * @interface IGossipHeardEvent
                 * @augments atoll.admin.v1.GossipHeardEvent.$Properties
                 * @deprecated Use atoll.admin.v1.GossipHeardEvent.$Properties instead.
                 */

                /**
                 * Shape of a GossipHeardEvent.
                 * @typedef {atoll.admin.v1.GossipHeardEvent.$Properties} atoll.admin.v1.GossipHeardEvent.$Shape
                 */

                /**
                 * Constructs a new GossipHeardEvent.
                 * @memberof atoll.admin.v1
                 * @classdesc Represents a GossipHeardEvent.
                 * @constructor
                 * @param {atoll.admin.v1.GossipHeardEvent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GossipHeardEvent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GossipHeardEvent name.
                 * @member {string} name
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @instance
                 */
                GossipHeardEvent.prototype.name = "";

                /**
                 * GossipHeardEvent payload.
                 * @member {Uint8Array} payload
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @instance
                 */
                GossipHeardEvent.prototype.payload = $util.newBuffer([]);

                /**
                 * GossipHeardEvent lamport.
                 * @member {Long} lamport
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @instance
                 */
                GossipHeardEvent.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * GossipHeardEvent sender.
                 * @member {string} sender
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @instance
                 */
                GossipHeardEvent.prototype.sender = "";

                /**
                 * Creates a new GossipHeardEvent instance using the specified properties.
                 * @function create
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @static
                 * @param {atoll.admin.v1.GossipHeardEvent.$Properties=} [properties] Properties to set
                 * @returns {atoll.admin.v1.GossipHeardEvent} GossipHeardEvent instance
                 * @type {{
                 *   (properties: atoll.admin.v1.GossipHeardEvent.$Shape): atoll.admin.v1.GossipHeardEvent & atoll.admin.v1.GossipHeardEvent.$Shape;
                 *   (properties?: atoll.admin.v1.GossipHeardEvent.$Properties): atoll.admin.v1.GossipHeardEvent;
                 * }}
                 */
                GossipHeardEvent.create = function(properties) {
                    return new GossipHeardEvent(properties);
                };

                /**
                 * Encodes the specified GossipHeardEvent message. Does not implicitly {@link atoll.admin.v1.GossipHeardEvent.verify|verify} messages.
                 * @function encode
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @static
                 * @param {atoll.admin.v1.GossipHeardEvent.$Properties} message GossipHeardEvent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GossipHeardEvent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.payload);
                    if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.lamport);
                    if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.sender);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GossipHeardEvent message from the specified reader or buffer.
                 * @function decode
                 * @memberof atoll.admin.v1.GossipHeardEvent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {atoll.admin.v1.GossipHeardEvent & atoll.admin.v1.GossipHeardEvent.$Shape} GossipHeardEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GossipHeardEvent.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.atoll.admin.v1.GossipHeardEvent();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.payload = value;
                                else
                                    delete message.payload;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.lamport = value;
                                else
                                    delete message.lamport;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.sender = value;
                                else
                                    delete message.sender;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GossipHeardEvent;
            })();

            return v1;
        })();

        return admin;
    })();

    return atoll;
})();

export {
  $root as default
};
