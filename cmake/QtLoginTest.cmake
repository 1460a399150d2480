# SPDX-License-Identifier: MIT
# A test is one line: qtlogin_test(session requiring) builds tests/session/tst_requiring.cpp.
#
#   LIBS …      further libraries
#   SOURCES …   further sources, relative to this folder
#   KEYRING     runs under a private session bus with a real, unlocked gnome-keyring
#   BUS         runs under a private, empty session bus
#   WIDGETS     shows windows; uses support/windowtest.h
#   ONLY_ONSCREEN  as qtlogin_test_onscreen(), and not without an X server
#   LABELS …    labels; "threads" is what the thread sanitizer runs
#   COST …      about how many seconds it takes, where those are many
include_guard()
add_custom_target(thread-tests)

# Seconds. It ends what hangs, and what is only slow never needs so long.
set(QTLOGIN_TEST_TIMEOUT 3600)
# Plugins of Qt for the applications that are played.
set(QTLOGIN_TEST_PLUGINS "${PROJECT_BINARY_DIR}/tests/plugins")

function(qtlogin_test room name)
    cmake_parse_arguments(PARSE_ARGV 2 arg "KEYRING;BUS;WIDGETS;ONLY_ONSCREEN" "COST" "LIBS;SOURCES;LABELS")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "qtlogin_test(${room} ${name}) does not know ${arg_UNPARSED_ARGUMENTS}.")
    endif()
    set(target tst_${name})
    add_executable(${target} "${CMAKE_CURRENT_SOURCE_DIR}/tst_${name}.cpp" ${arg_SOURCES})
    qtlogin_compile_options(${target})
    target_link_libraries(${target} PRIVATE teststage QtLogin::Core QtLogin::Testing Qt6::Test ${arg_LIBS})
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    if(NOT QTLOGIN_PRECOMPILE) # what is precompiled for tests has it
        target_compile_options(${target} PRIVATE "SHELL:$<IF:$<CXX_COMPILER_ID:MSVC>,/FI,-include> support/patience.h")
    endif()
    if(arg_ONLY_ONSCREEN)
        qtlogin_precompile(${target} test WIDGETS)
        target_link_libraries(${target} PRIVATE QtLogin::Widgets)
        qtlogin_test_onscreen(${room} ${name})
        return()
    endif()
    set(runner "")
    if(arg_KEYRING)
        set(runner "${PROJECT_SOURCE_DIR}/tests/support/with-keyring")
    elseif(arg_BUS)
        set(runner "${PROJECT_SOURCE_DIR}/tests/support/with-bus")
    endif()
    add_test(NAME ${room}/${name} COMMAND ${runner} $<TARGET_FILE:${target}>)
    if("threads" IN_LIST arg_LABELS)
        add_dependencies(thread-tests ${target})
    endif()
    if(NOT arg_COST)
        set(arg_COST 1)
    endif()
    # Long tests begin first, and do not keep one core waiting at the end.
    set_tests_properties(${room}/${name} PROPERTIES TIMEOUT ${QTLOGIN_TEST_TIMEOUT} COST ${arg_COST} LABELS "${room};${arg_LABELS}"
        ENVIRONMENT "${QTLOGIN_TEST_ENVIRONMENT}" ENVIRONMENT_MODIFICATION "${QTLOGIN_TEST_ENVIRONMENT_WITHOUT}")
    if(arg_WIDGETS)
        qtlogin_precompile(${target} test WIDGETS)
        target_link_libraries(${target} PRIVATE QtLogin::Widgets)
        set_property(TEST ${room}/${name} APPEND PROPERTY ENVIRONMENT_MODIFICATION "QT_FATAL_WARNINGS=unset:")
    else()
        qtlogin_precompile(${target} test)
    endif()
endfunction()

# A test with widgets once more, on an X server: there are other programs, a clipboard and a focus.
function(qtlogin_test_onscreen room name)
    target_compile_definitions(tst_${name} PRIVATE ANOTHER_PROGRAM="$<TARGET_FILE:anotherprogram>")
    add_dependencies(tst_${name} anotherprogram)
    add_test(NAME onscreen/${name} COMMAND xvfb-run --auto-servernum $<TARGET_FILE:tst_${name}>)
    set_tests_properties(onscreen/${name} PROPERTIES LABELS "${room};e2e" TIMEOUT ${QTLOGIN_TEST_TIMEOUT}
        RESOURCE_LOCK screen COST 2000
        ENVIRONMENT "${QTLOGIN_TEST_ENVIRONMENT};QT_QPA_PLATFORM=xcb" ENVIRONMENT_MODIFICATION
        "${QTLOGIN_TEST_ENVIRONMENT_WITHOUT};QT_FATAL_WARNINGS=unset:")
endfunction()

# A library of what several tests use, which compiles it once:
#
#   qtlogin_fixtures(gatedpage WIDGETS SOURCES gatedpage.cpp LIBS teststage)
function(qtlogin_fixtures target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "WIDGETS" "" "LIBS;SOURCES")
    add_library(${target} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
    qtlogin_compile_options(${target})
    target_link_libraries(${target} PUBLIC ${arg_LIBS} QtLogin::Core QtLogin::Testing Qt6::Test)
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/tests")
    if(arg_WIDGETS)
        qtlogin_precompile(${target} test WIDGETS)
        target_link_libraries(${target} PUBLIC QtLogin::Widgets)
    else()
        qtlogin_precompile(${target} test)
    endif()
endfunction()

# No display, no bus, no unexpected warnings, and nothing of the user's own. The thread sanitizer keeps a long history: it
# suppresses nothing whose stack it has lost.
set(QTLOGIN_TEST_ENVIRONMENT
    "QT_QPA_PLATFORM=offscreen"
    "QT_FATAL_WARNINGS=1"
    "QTEST_FUNCTION_TIMEOUT=3600000" # milliseconds; Qt's own five minutes measure the machine
    "LC_ALL=C.UTF-8"
    "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"
    "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nonexistent"
    "XDG_DATA_HOME=${PROJECT_BINARY_DIR}/testdata/data"
    "XDG_CONFIG_HOME=${PROJECT_BINARY_DIR}/testdata/config"
    "XDG_RUNTIME_DIR=${PROJECT_BINARY_DIR}/testdata/run"
    "ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1"
    "UBSAN_OPTIONS=print_stacktrace=1"
    "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/lsan.supp:print_suppressions=0"
    "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp:halt_on_error=1:history_size=7")
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/testdata/run")
file(CHMOD "${PROJECT_BINARY_DIR}/testdata/run" DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
set(QTLOGIN_TEST_ENVIRONMENT_WITHOUT
    LANGUAGE QT_STYLE_OVERRIDE QT_QPA_PLATFORMTHEME QT_SCALE_FACTOR QT_FONT_DPI QT_IM_MODULE
    QT_LOGGING_RULES QT_NO_GLIB QTKEYCHAIN_BACKEND XDG_CURRENT_DESKTOP)
list(TRANSFORM QTLOGIN_TEST_ENVIRONMENT_WITHOUT APPEND "=unset:")
