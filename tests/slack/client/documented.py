"""The error words that Slack's reference lists for the methods that Baton calls by itself."""

DOCUMENTED = {
    "common": """
        access_denied accesslimited account_inactive deprecated_endpoint ekm_access_denied
        enterprise_is_restricted fatal_error internal_error invalid_arg_name invalid_arguments
        invalid_array_arg invalid_auth invalid_charset invalid_form_data invalid_post_type
        method_deprecated missing_post_type missing_scope no_permission not_allowed_token_type
        not_authed org_login_required ratelimited request_timeout service_unavailable
        team_access_not_granted team_added_to_org token_expired token_revoked
        two_factor_setup_required
    """,
    "chat.postMessage": """
        as_user_not_supported attachment_payload_limit_exceeded cannot_reply_to_message
        channel_not_found duplicate_channel_not_found duplicate_message_not_found
        invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema
        is_archived markdown_text_conflict message_limit_exceeded messages_tab_disabled
        metadata_must_be_sent_from_app metadata_too_large msg_blocks_too_long no_text
        not_in_channel rate_limited restricted_action restricted_action_non_threadable_channel
        restricted_action_read_only_channel restricted_action_thread_locked
        restricted_action_thread_only_channel team_not_found too_many_attachments
        too_many_contact_cards
    """,
    "chat.update": """
        as_user_not_supported block_mismatch cant_broadcast_message cant_update_message
        channel_not_found edit_window_closed external_channel_migrating file_deleted
        file_is_deleted invalid_attachments invalid_blocks invalid_blocks_format
        invalid_metadata_format invalid_metadata_schema is_inactive markdown_text_conflict
        message_limit_exceeded message_not_found metadata_must_be_sent_from_app
        metadata_too_large msg_too_long no_dual_broadcast_content_update no_text
        posting_to_channel_denied streaming_state_conflict team_not_found too_many_attachments
        update_failed
    """,
    "reactions.add": """
        already_reacted bad_timestamp channel_not_found external_channel_migrating
        invalid_name is_archived message_not_found no_access no_item_specified not_reactable
        thread_locked too_many_emoji too_many_reactions
    """,
    "reactions.remove": """
        bad_timestamp channel_not_found external_channel_migrating invalid_name
        message_not_found no_access no_item_specified no_reaction thread_locked
    """,
    "conversations.open": """
        channel_not_found invalid_user_combination method_not_supported_for_channel_type
        not_enough_users too_many_users user_disabled user_not_found user_not_visible
        users_list_not_supplied
    """,
    "conversations.history": """
        channel_is_limited_access channel_not_found invalid_cursor
        invalid_metadata_filter_keys invalid_ts_latest invalid_ts_oldest not_in_channel
    """,
    "users.info": """
        too_many_users user_not_found user_not_visible
    """,
    "views.publish": """
        duplicate_external_id hash_conflict missing_profile_id not_enabled not_implemented
        view_too_large
    """,
}
"""Not those about files, drafts and Slack Connect, which Baton has no part in."""
