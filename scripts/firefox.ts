/** Where Debian puts Firefox; `KINORA_FIREFOX` names another one. Tests go without it where it is not there. */
export const FIREFOX = process.env['KINORA_FIREFOX'] ?? '/usr/bin/firefox-esr';
